/**
 * The part of MQTT 3.1.1 and 5 that a publishing gateway needs: CONNECT, PUBLISH with QoS 1,
 * PUBACK, PINGREQ and DISCONNECT, over a plain socket. A client library of some hundred classes
 * would cost more memory than the whole plant. May see nothing of the rest but errors.
 */
@NullMarked
package io.millrace.demo.mqtt;

import org.jspecify.annotations.NullMarked;
