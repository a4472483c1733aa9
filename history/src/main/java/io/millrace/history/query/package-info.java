/**
 * Answers questions from any thread: what is in memory and what the store has, as one sequence of
 * segments by time. Statistics stand for samples wherever a segment lies within one part of the
 * answer; only segments that an edge cuts are read.
 *
 * <p>Knows heads, chunks and the store's port; no engine.
 */
@NullMarked
package io.millrace.history.query;

import org.jspecify.annotations.NullMarked;
