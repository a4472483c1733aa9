/** What history promises, told one promise at a time. */
@NullMarked
package io.millrace.history;

import org.jspecify.annotations.NullMarked;
