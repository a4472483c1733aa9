/** Frames are found by what they overlap. */
@NullMarked
package io.millrace.history.frame;

import org.jspecify.annotations.NullMarked;
