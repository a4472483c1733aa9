/**
 * Where connections come from: event loops, the memory that they read into, and the plain TCP
 * listener. TLS and WebSocket listeners belong here when they come: they end in the same {@link
 * io.millrace.broker.connection.Connection}.
 */
@NullMarked
package io.millrace.broker.listener;

import org.jspecify.annotations.NullMarked;
