/**
 * Taking in data over HTTP: into named channels, and as InfluxDB 1 and 2 take it, so that Telegraf
 * and its like need only an address and a token.
 *
 * <p>{@code intake} does the work on requests and responses of its own shape; {@code javalin} is
 * the one place that knows the web server; {@code problem} turns errors into RFC 9457 for every
 * HTTP route of the program. May use {@code model}, {@code journal} and {@code security}.
 */
@NullMarked
package io.millrace.connectors.http;

import org.jspecify.annotations.NullMarked;
