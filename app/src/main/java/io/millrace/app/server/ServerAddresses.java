package io.millrace.app.server;

import java.net.URI;

/**
 * Where a running server listens.
 *
 * @param web the pages and the API, as browsers reach them
 * @param health answers without a credential on this machine; see {@link Health} for its form
 * @param mqtt {@code mqtt://host:port}
 */
public record ServerAddresses(URI web, URI health, URI mqtt) {}
