/**
 * From received packets to durable records and back to acknowledgements (law 1). Each event loop
 * gathers what its connections received in a round, appends it to the journal as one batch, and
 * lets each connection write its acknowledgements, in order, once the batch is durable.
 *
 * <p>Knows packet identifiers and reason codes, but no session and no topic.
 */
@NullMarked
package io.millrace.broker.intake;

import org.jspecify.annotations.NullMarked;
