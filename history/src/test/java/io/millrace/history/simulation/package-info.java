/**
 * History beside a naive model, under random input, crashes and failures of the store. Every run
 * has a seed that names it.
 */
@NullMarked
package io.millrace.history.simulation;

import org.jspecify.annotations.NullMarked;
