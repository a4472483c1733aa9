/** Every sample, compressed, by point and time. */
@NullMarked
package io.millrace.history;

import org.jspecify.annotations.NullMarked;
