package io.millrace.demo.command;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.json.JsonDocument;
import io.millrace.demo.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code control.json} in the plant's folder, which says where the control port is while
 * the plant runs.
 *
 * @param file in the plant's folder
 */
record ControlAddress(Path file) implements AutoCloseable {
  private static final String NAME = "control.json";

  /** Writes it. */
  static ControlAddress write(Path folder, int port) {
    Path file = folder.resolve(NAME);
    String text =
        JsonText.of(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("url", "http://127.0.0.1:" + port);
              json.writeNumberProperty("pid", ProcessHandle.current().pid());
              json.writeEndObject();
            });
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new DemoException(
          DemoError.CONTROL_UNAVAILABLE,
          "The file " + file + " cannot be written: " + e.getMessage() + ".",
          e);
    }
    return new ControlAddress(file);
  }

  /** Reads it. */
  static URI read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      throw new DemoException(
          DemoError.CONTROL_UNAVAILABLE,
          "No plant runs in " + folder + ": there is no file " + NAME + ".");
    }
    String url = JsonDocument.read(file, DemoError.CONTROL_UNAVAILABLE).text("url");
    if (url == null) {
      throw new DemoException(DemoError.CONTROL_UNAVAILABLE, "The file " + file + " names no url.");
    }
    return URI.create(url);
  }

  /** Removes it, as the port is closed. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DemoException(
          DemoError.CONTROL_UNAVAILABLE,
          "The file " + file + " cannot be removed: " + e.getMessage() + ".",
          e);
    }
  }
}
