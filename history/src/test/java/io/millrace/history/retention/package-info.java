/** What retention lets go, and when. */
@NullMarked
package io.millrace.history.retention;

import org.jspecify.annotations.NullMarked;
