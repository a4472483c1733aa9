/**
 * The server as a process: who holds a data folder, starting, stopping within a bound, and keeping
 * the simulated plant alive beside it.
 */
@NullMarked
package io.millrace.app.process;

import org.jspecify.annotations.NullMarked;
