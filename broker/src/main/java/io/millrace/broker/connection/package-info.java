/**
 * One client's connection, from CONNECT to its end: each flow of packets in a class of its own, all
 * confined to the connection's event loop.
 *
 * <p>Nothing here blocks, touches a file or parses bytes.
 */
@NullMarked
package io.millrace.broker.connection;

import org.jspecify.annotations.NullMarked;
