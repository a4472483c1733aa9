/**
 * What is in memory of each point: the open chunk, late samples that wait to be merged, and what
 * the next checkpoint has to write. One thread writes; any thread may take a {@link
 * io.millrace.history.head.HeadView}.
 *
 * <p>Knows the chunk codec and the store's port; answers no questions itself.
 */
@NullMarked
package io.millrace.history.head;

import org.jspecify.annotations.NullMarked;
