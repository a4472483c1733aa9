/**
 * How the broker's durable state is kept: a small binary form, and the fold that derives it from
 * the journal (law 6). What is folded lives in {@code session} and {@code retained}.
 */
@NullMarked
package io.millrace.broker.state;

import org.jspecify.annotations.NullMarked;
