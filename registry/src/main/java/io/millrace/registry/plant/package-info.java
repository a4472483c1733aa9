/**
 * Assets, points, sources and what ties them together. For each there are three classes: the table
 * (SQL and nothing else), the writer (what a change leaves in history, outbox and index) and the
 * commands and questions that others call.
 *
 * <p>Every statement names the organisation; what another organisation has is not found.
 */
@NullMarked
package io.millrace.registry.plant;

import org.jspecify.annotations.NullMarked;
