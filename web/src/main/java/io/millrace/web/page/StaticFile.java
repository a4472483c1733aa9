package io.millrace.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file of the pages.
 *
 * @param mediaType what it is
 * @param content all of it
 * @param etag changes with the content, quotes included
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record StaticFile(String mediaType, byte[] content, String etag) {
  private static final String FOLDER = "ui/";

  /** Reads a file that is packed with this class; its absence is a mistake in the build. */
  static StaticFile load(String name) {
    try (InputStream in = StaticFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("The file " + name + " is not packed with the program.");
      }
      byte[] content = in.readAllBytes();
      return new StaticFile(mediaType(name), content, "\"" + Etags.of(content) + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + name + " cannot be read.", e);
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "woff2" -> "font/woff2";
      default -> throw new IllegalStateException("Nobody knows what " + name + " is.");
    };
  }
}
