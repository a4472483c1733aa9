package io.millrace.web.route;

import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a route: declared once, read by {@link ApiRequest#get} and {@link
 * ApiRequest#find}.
 *
 * @param name as in the path template, or in the query
 * @param in where it stands
 * @param type how it is read
 * @param description a sentence for the reference
 * @param required whether a request without it is refused
 * @param fallback what counts if it is absent; null if nothing does
 */
public record Parameter<T>(
    String name,
    Location in,
    ParameterType<T> type,
    String description,
    boolean required,
    @Nullable T fallback) {
  /** Where a parameter stands. */
  public enum Location {
    PATH,
    QUERY
  }

  /** A part of the path. */
  public static <T> Parameter<T> path(String name, ParameterType<T> type, String description) {
    return new Parameter<>(name, Location.PATH, type, description, true, null);
  }

  /** A parameter of the query that may be absent. */
  public static <T> Parameter<T> query(String name, ParameterType<T> type, String description) {
    return new Parameter<>(name, Location.QUERY, type, description, false, null);
  }

  /** The same, and it must be there. */
  public Parameter<T> mandatory() {
    return new Parameter<>(name, in, type, description, true, null);
  }

  /** The same, with what counts if it is absent. */
  public Parameter<T> orElse(T value) {
    return new Parameter<>(name, in, type, description, false, value);
  }

  /** Whether it is the parameter of the query with this name. */
  boolean isQuery(String other) {
    return in == Location.QUERY && name.equals(other);
  }

  /**
   * Reads a text.
   *
   * @throws WebException with {@code PARAMETER_INVALID}
   */
  T read(String text) {
    try {
      return type.read().apply(text);
    } catch (IllegalArgumentException e) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID,
          name,
          "The parameter '" + name + "' is not valid: " + e.getMessage() + ".");
    }
  }
}
