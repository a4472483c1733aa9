/**
 * The way of context changes from the registry to the journal (law 4): an outbox that is written in
 * the transaction that changes the rows, and a relay that hands it on in order, at least once.
 *
 * <p>Knows the journal only as a function.
 */
@NullMarked
package io.millrace.registry.context;

import org.jspecify.annotations.NullMarked;
