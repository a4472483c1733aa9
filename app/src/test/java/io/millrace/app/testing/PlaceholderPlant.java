package io.millrace.app.testing;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plant that says that it runs and stops when its standard input ends. */
public final class PlaceholderPlant {
  private static final Logger LOG = LoggerFactory.getLogger(PlaceholderPlant.class);

  private PlaceholderPlant() {}

  /** The process. */
  public static void main(String[] arguments) throws IOException {
    LOG.info("The plant runs with {}.", String.join(" ", arguments));
    if (System.in.read() < 0) {
      LOG.info("The server is gone.");
    }
  }
}
