/**
 * Bytes to packets and back, for MQTT 3.1.1 and 5: strict in what it takes, so that nothing behind
 * it has to doubt a packet.
 *
 * <p>Written here and not taken from {@code netty-codec-mqtt}, because that decoder replaces
 * ill-formed UTF-8 in silence, checks a packet's size only after its variable header, accepts
 * properties where they are not allowed or given twice, and builds seven objects for each PUBLISH.
 * A PUBLISH is read here without building any. The tests use Netty's codec as the other side.
 *
 * <p>Knows nothing of sessions, permissions or the journal.
 */
@NullMarked
package io.millrace.broker.codec;

import org.jspecify.annotations.NullMarked;
