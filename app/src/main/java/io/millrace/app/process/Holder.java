package io.millrace.app.process;

import io.millrace.app.server.ServerAddresses;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;

/**
 * Who holds a data folder, as written into its lock file.
 *
 * @param pid the server's process
 * @param since when it took the folder
 * @param command {@code run} or {@code demo}
 * @param version of the program
 * @param addresses where it listens, once it does
 * @param plantPid the simulated plant's process, while there is one
 */
public record Holder(
    long pid,
    Instant since,
    String command,
    String version,
    Optional<ServerAddresses> addresses,
    Optional<Long> plantPid) {

  /** The same with addresses. */
  Holder listeningAt(ServerAddresses at) {
    return new Holder(pid, since, command, version, Optional.of(at), plantPid);
  }

  /** The same with the plant's process, or without. */
  Holder withPlant(Optional<Long> plant) {
    return new Holder(pid, since, command, version, addresses, plant);
  }

  /** For people: {@code process 4711, millrace run, since 2026-11-20T13:40:27Z}. */
  public String describe() {
    Instant seconds = since.truncatedTo(ChronoUnit.SECONDS);
    return "process " + pid + ", millrace " + command + ", since " + seconds;
  }

  String toText() {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("since", since.toString());
    properties.setProperty("command", command);
    properties.setProperty("version", version);
    addresses.ifPresent(
        at -> {
          properties.setProperty("web", at.web().toString());
          properties.setProperty("health", at.health().toString());
          properties.setProperty("mqtt", at.mqtt().toString());
        });
    plantPid.ifPresent(plant -> properties.setProperty("plant", plant.toString()));
    StringWriter text = new StringWriter();
    try {
      properties.store(text, "Held by a running Millrace. The lock counts, not this text.");
    } catch (IOException e) {
      throw new AssertionError("a string writer does not fail", e);
    }
    return text.toString();
  }

  /** Reads {@link #toText}; empty when the text is not whole, as while it is being written. */
  static Optional<Holder> parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
      return Optional.of(
          new Holder(
              Long.parseLong(properties.getProperty("pid", "")),
              Instant.parse(properties.getProperty("since", "")),
              properties.getProperty("command", "run"),
              properties.getProperty("version", ""),
              addressesIn(properties),
              Optional.ofNullable(properties.getProperty("plant")).map(Long::valueOf)));
    } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ServerAddresses> addressesIn(Properties properties) {
    String web = properties.getProperty("web");
    String health = properties.getProperty("health");
    String mqtt = properties.getProperty("mqtt");
    if (web == null || health == null || mqtt == null) {
      return Optional.empty();
    }
    return Optional.of(new ServerAddresses(URI.create(web), URI.create(health), URI.create(mqtt)));
  }
}
