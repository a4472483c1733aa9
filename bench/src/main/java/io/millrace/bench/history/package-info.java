/**
 * History measured in this process: how fast it takes samples, how small they are, how fast it
 * answers.
 */
@NullMarked
package io.millrace.bench.history;

import org.jspecify.annotations.NullMarked;
