/**
 * Taking in, on requests and responses of our own shape: who is it, may they, how large is it, can
 * it be read, is it on disk. Knows no web server. Each call keeps its thread until the data is
 * durable, so call it on virtual threads.
 */
@NullMarked
package io.millrace.connectors.http.intake;

import org.jspecify.annotations.NullMarked;
