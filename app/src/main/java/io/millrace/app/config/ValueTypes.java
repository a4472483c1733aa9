package io.millrace.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types that settings have. Quantities with a scale of units are in {@link Quantities}. */
final class ValueTypes {
  private static final int LONGEST_TEXT = 1_000;
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}");

  private ValueTypes() {}

  static IllegalValueException refused(ValueType<?> type, String text) {
    return new IllegalValueException("must be " + type.allowed() + ", not '" + text + "'");
  }

  /** A whole number within a range. */
  record WholeNumber(int min, int max) implements ValueType<Integer> {
    @Override
    public Integer parse(String text) {
      try {
        int value = Integer.parseInt(text.replace("_", ""));
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refused(this, text);
      }
      throw refused(this, text);
    }

    @Override
    public String format(Integer value) {
      return value.toString();
    }

    @Override
    public String allowed() {
      return "a whole number from " + min + " to " + max;
    }
  }

  /** True or false. */
  record Switch() implements ValueType<Boolean> {
    @Override
    public Boolean parse(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw refused(this, text);
      };
    }

    @Override
    public String format(Boolean value) {
      return value.toString();
    }

    @Override
    public String allowed() {
      return "true or false";
    }
  }

  /** One of an enum's constants, written in lower case. */
  record Choice<E extends Enum<E>>(Class<E> type) implements ValueType<E> {
    @Override
    public E parse(String text) {
      for (E constant : type.getEnumConstants()) {
        if (format(constant).equals(text)) {
          return constant;
        }
      }
      throw refused(this, text);
    }

    @Override
    public String format(E value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String allowed() {
      return Arrays.stream(type.getEnumConstants())
          .map(this::format)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
  }

  /** A value, or a word that stands for its absence, such as {@code auto} or {@code forever}. */
  record OrWord<T>(String word, ValueType<T> type) implements ValueType<Optional<T>> {
    @Override
    public Optional<T> parse(String text) {
      if (text.equals(word)) {
        return Optional.empty();
      }
      try {
        return Optional.of(type.parse(text));
      } catch (IllegalValueException e) {
        throw refused(this, text);
      }
    }

    @Override
    public String format(Optional<T> value) {
      return value.map(type::format).orElse(word);
    }

    @Override
    public String allowed() {
      return word + " or " + type.allowed();
    }
  }

  /** A text on one line that matches a pattern. */
  record Text(Pattern pattern, String allowed) implements ValueType<String> {
    /** Any text, which may be empty. */
    static Text any() {
      return new Text(
          Pattern.compile("[^\\p{Cntrl}]{0," + LONGEST_TEXT + "}"),
          "a text of at most " + LONGEST_TEXT + " characters on one line");
    }

    @Override
    public String parse(String text) {
      if (pattern.matcher(text).matches()) {
        return text;
      }
      throw refused(this, text);
    }

    @Override
    public String format(String value) {
      return value;
    }
  }

  /** A host name or address to listen on. */
  static ValueType<String> host() {
    return new Text(HOST, "a host name, or an IPv4 or IPv6 address");
  }

  /** A file or folder; stays relative until {@link Settings} resolves it. */
  record FilePath() implements ValueType<Path> {
    @Override
    public Path parse(String text) {
      try {
        if (!text.isEmpty()) {
          return Path.of(text);
        }
      } catch (InvalidPathException e) {
        throw refused(this, text);
      }
      throw refused(this, text);
    }

    @Override
    public String format(Path value) {
      return value.toString();
    }

    @Override
    public String allowed() {
      return "a path";
    }
  }

  /** An http or https address without path, query and user. */
  record WebAddress() implements ValueType<URI> {
    @Override
    public URI parse(String text) {
      try {
        URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (web
            && uri.getHost() != null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        throw refused(this, text);
      }
      throw refused(this, text);
    }

    @Override
    public String format(URI value) {
      return value.toString();
    }

    @Override
    public String allowed() {
      return "an address such as https://millrace.example.com, without a path";
    }
  }

  /** A time zone of the IANA database. */
  record Zone() implements ValueType<ZoneId> {
    @Override
    public ZoneId parse(String text) {
      try {
        ZoneId zone = ZoneId.of(text);
        // Bare offsets know no daylight saving; a plant's zone has to.
        if (ZoneId.getAvailableZoneIds().contains(zone.getId())) {
          return zone;
        }
      } catch (DateTimeException e) {
        throw refused(this, text);
      }
      throw refused(this, text);
    }

    @Override
    public String format(ZoneId value) {
      return value.getId();
    }

    @Override
    public String allowed() {
      return "a time zone such as Europe/Berlin or UTC";
    }
  }

  /** A time span within a range. */
  static ValueType<Duration> span(Duration min, Duration max) {
    return new Quantities.Span(min, max);
  }
}
