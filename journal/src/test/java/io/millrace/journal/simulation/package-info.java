/**
 * Seeded simulations of the reader runtime on the weak engine: one thread, a clock of its own, and
 * crashes anywhere. A seed that fails becomes a named test.
 */
@NullMarked
package io.millrace.journal.simulation;

import org.jspecify.annotations.NullMarked;
