/**
 * What the MQTT front asks of whoever knows identities: may this client connect, who is it, where
 * may it publish and subscribe. {@code app} plugs the answers in; without an answer the front
 * denies. Nothing here stores a credential.
 */
@NullMarked
package io.millrace.broker.access;

import org.jspecify.annotations.NullMarked;
