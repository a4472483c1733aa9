/** Answers, by cases that were computed by hand. */
@NullMarked
package io.millrace.history.query;

import org.jspecify.annotations.NullMarked;
