/** What can go wrong in history. Touches nothing else of it. */
@NullMarked
package io.millrace.history.error;

import org.jspecify.annotations.NullMarked;
