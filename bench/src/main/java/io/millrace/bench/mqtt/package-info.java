/**
 * A load generator for MQTT servers, ours and others alike, and what is needed to bench the MQTT
 * front alone.
 *
 * <p>It is built to cost little beside the server that it measures: one thread, packets built once
 * and patched in place, acknowledgements counted and not parsed into objects. It speaks plain bytes
 * over NIO and shares no code with the broker.
 */
@NullMarked
package io.millrace.bench.mqtt;

import org.jspecify.annotations.NullMarked;
