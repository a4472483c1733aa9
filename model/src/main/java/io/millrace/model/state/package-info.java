/**
 * State models: what an asset does (running, idle, planned stop, fault, no data), told from the
 * values of its points by ordered rules.
 *
 * <p>Pure: {@code (model, values, time) → state}, and over a series of values the spans of each
 * state. A live reader and a replay use the same {@link io.millrace.model.state.StateTracker}, so
 * both come to the same spans (law 6). Rules name points by slots ({@code power}, {@code mode}), so
 * that one model serves all assets of a type; who uses it says which point fills which slot.
 */
@NullMarked
package io.millrace.model.state;

import org.jspecify.annotations.NullMarked;
