/**
 * The MQTT front over the journal: clients publish into it, subscribers get what is durable.
 *
 * <p>{@link io.millrace.broker.MqttFront} puts the parts together; each has a package. From bytes
 * inward: {@code listener} (sockets), {@code codec} (packets), {@code connection} (one client's
 * flows), {@code intake} (records in, acknowledgements out), {@code session} (what a client's state
 * is), and from the journal outward: {@code reading} (the one reader), {@code retained}, {@code
 * subscription} (who gets what). Users' guide and stored forms: {@code docs/mqtt.md}.
 *
 * <p>Sees the journal's port only; whoever knows identities is plugged in through {@code access}.
 * Nothing here knows what a payload means.
 */
@NullMarked
package io.millrace.broker;

import org.jspecify.annotations.NullMarked;
