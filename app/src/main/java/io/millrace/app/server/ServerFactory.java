package io.millrace.app.server;

import io.millrace.app.config.Settings;

/** Makes servers: the one place that knows how the parts fit together. */
@FunctionalInterface
public interface ServerFactory {
  /**
   * Builds a server without starting it: opens no file, no socket, no thread. The caller holds the
   * data folder's lock from before {@link Server#start} until after {@link ServerHandle#close}.
   */
  Server create(Settings settings);
}
