/**
 * Sessions: what a client's state is (MQTT 3.1.1, 3.1.2.4; MQTT 5, 4.1), who holds it, and how it
 * outlives connection and process.
 *
 * <p>A session that outlives its connection has its facts in the journal's live lane, in order with
 * the messages they belong to: opened, closed, subscribed, unsubscribed, released. {@link
 * io.millrace.broker.session.SessionFold} derives the state from them and from the QoS 2 messages
 * themselves, so that message and packet identifier are durable in one write. Delivery is at QoS 0:
 * a session holds no messages for its client. Cursors into the journal, for delivery at QoS 1 and 2
 * after an absence, belong here when they come.
 */
@NullMarked
package io.millrace.broker.session;

import org.jspecify.annotations.NullMarked;
