/**
 * A running plant: its settings, credentials and state, and all parts put together. May see
 * everything but the command line.
 */
@NullMarked
package io.millrace.demo.run;

import org.jspecify.annotations.NullMarked;
