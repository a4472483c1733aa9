package io.millrace.demo.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads messages as a server does, with a JSON parser that is not ours. */
public final class Receiver {
  private Receiver() {}

  /** The values of a message. */
  public static List<DecodedSample> decode(Message message) {
    return decode(message.topic(), message.contentType(), message.payload());
  }

  /** The values of a message. */
  public static List<DecodedSample> decode(String channel, String contentType, byte[] payload) {
    return switch (contentType) {
      case "application/senml+json" -> senml(channel, payload);
      case "text/plain", "text/plain; charset=utf-8" ->
          channel.equals(Address.LINE_CHANNEL)
              ? lines(channel, payload)
              : List.of(new DecodedSample(channel, "", -1, text(payload)));
      default -> json(channel, payload);
    };
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }

  private static List<DecodedSample> json(String channel, byte[] payload) {
    List<DecodedSample> samples = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), payload)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          envelope(channel, parser, samples);
        }
      } else {
        envelope(channel, parser, samples);
      }
    }
    return samples;
  }

  private static void envelope(String channel, JsonParser parser, List<DecodedSample> samples) {
    long timeMs = -1;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "ts" -> timeMs = parser.getLongValue();
        case "values" -> {
          for (String path = parser.nextName(); path != null; path = parser.nextName()) {
            parser.nextToken();
            samples.add(new DecodedSample(channel, path, timeMs, value(parser)));
          }
        }
        case "series" -> {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            series(channel, parser, samples);
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  private static String value(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        count++;
      }
      return "array of " + count;
    }
    return parser.getString();
  }

  private static void series(String channel, JsonParser parser, List<DecodedSample> samples) {
    String path = "";
    long start = 0;
    long step = 0;
    List<Long> times = new ArrayList<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "path" -> path = parser.getString();
        case "start" -> start = parser.getLongValue();
        case "step" -> step = parser.getLongValue();
        case "ts" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            times.add(parser.getLongValue());
          }
        }
        case "values" -> {
          for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            long timeMs = times.isEmpty() ? start + i * step : times.get(i);
            samples.add(new DecodedSample(channel, path, timeMs, value(parser)));
          }
        }
        default -> throw new AssertionError("A series has no member " + name);
      }
    }
  }

  private static List<DecodedSample> senml(String channel, byte[] payload) {
    List<DecodedSample> samples = new ArrayList<>();
    String baseName = "";
    BigDecimal baseTime = BigDecimal.ZERO;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), payload)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        String path = "";
        String value = "";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          parser.nextToken();
          switch (name) {
            case "bn" -> baseName = parser.getString();
            case "bt" -> baseTime = parser.getDecimalValue();
            case "n" -> path = parser.getString();
            case "v" -> value = parser.getString();
            default -> throw new AssertionError("No SenML field " + name + " was expected");
          }
        }
        long timeMs =
            baseTime.movePointRight(3).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
        samples.add(new DecodedSample(channel, baseName + path, timeMs, value));
      }
    }
    return samples;
  }

  private static List<DecodedSample> lines(String channel, byte[] payload) {
    List<DecodedSample> samples = new ArrayList<>();
    for (String line : text(payload).lines().toList()) {
      String[] parts = line.split(" ");
      for (String field : parts[1].split(",")) {
        String[] pair = field.split("=");
        samples.add(
            new DecodedSample(
                channel, parts[0] + "." + pair[0], Long.parseLong(parts[2]), pair[1]));
      }
    }
    return samples;
  }
}
