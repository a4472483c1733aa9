package io.millrace.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/**
 * What the build wrote down about itself.
 *
 * @param version of the program
 * @param date the build's reproducible date, not later than the build itself
 */
public record BuildInfo(String version, Instant date) {
  private static final String RESOURCE = "build.properties";

  /** Reads it from the class path. */
  public static BuildInfo load() {
    try (InputStream resource = BuildInfo.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(resource);
      return new BuildInfo(
          properties.getProperty("version", "?"),
          Instant.parse(properties.getProperty("date", Instant.EPOCH.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
