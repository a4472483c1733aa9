/**
 * How samples become bytes and back: pure functions over arrays, no threads, no storage.
 *
 * <p>A chunk holds up to a few thousand consecutive samples of one point, column by column: times,
 * qualities, values, the trace back to the journal, and the statistics of all that. The layout is
 * in {@code docs/formats/history.md}. Whatever is read is checked; anything that is not in our form
 * ends in {@link io.millrace.history.error.HistoryError#HISTORY_CHUNK_DAMAGED}, never in a hang, an
 * endless allocation or another exception.
 */
@NullMarked
package io.millrace.history.chunk;

import org.jspecify.annotations.NullMarked;
