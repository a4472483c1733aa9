/**
 * What the writer says about where samples came from, and what became of them. Touches nothing else
 * of history.
 */
@NullMarked
package io.millrace.history.source;

import org.jspecify.annotations.NullMarked;
