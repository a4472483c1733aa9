package io.millrace.web.route;

import io.millrace.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a route, in any order; {@link #handledBy} ends it. Serves one thread. */
public final class RouteBuilder {
  private final Method method;
  private final String path;
  private final String operationId;
  private final List<Parameter<?>> parameters = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<ErrorCode> errors = new ArrayList<>();
  private String tag = "";
  private String summary = "";
  private String description = "";
  private @Nullable Access access;
  private @Nullable RequestBody body;
  private boolean versioned;

  RouteBuilder(Method method, String path, String operationId) {
    this.method = method;
    this.path = path;
    this.operationId = operationId;
  }

  /** The chapter of the reference. */
  public RouteBuilder tag(String name) {
    tag = name;
    return this;
  }

  /** A few words, no full stop. */
  public RouteBuilder summary(String words) {
    summary = words;
    return this;
  }

  /** What else there is to know, in sentences. */
  public RouteBuilder description(String text) {
    description = text;
    return this;
  }

  /** Who may use it. */
  public RouteBuilder access(Access rule) {
    access = rule;
    return this;
  }

  /** Parameters of path and query. */
  public RouteBuilder with(Parameter<?>... more) {
    parameters.addAll(Arrays.asList(more));
    return this;
  }

  /** Takes a record as JSON, of 1 MiB at most. */
  public RouteBuilder takes(Class<?> type, String what) {
    return takes(type, RequestBody.MAX_JSON_BYTES, what);
  }

  /** Takes a record as JSON. */
  public RouteBuilder takes(Class<?> type, long maxBytes, String what) {
    body = new RequestBody(List.of(Answer.JSON), type, maxBytes, what);
    return this;
  }

  /** Takes a body that the handler reads as a stream. */
  public RouteBuilder takesStream(List<String> mediaTypes, long maxBytes, String what) {
    body = new RequestBody(mediaTypes, null, maxBytes, what);
    return this;
  }

  /** Needs {@code If-Match}; the handler asks {@link ApiRequest#expectedVersion()}. */
  public RouteBuilder versioned() {
    versioned = true;
    return this;
  }

  /** How it answers when nothing is wrong. */
  public RouteBuilder answers(Answer... more) {
    answers.addAll(Arrays.asList(more));
    return this;
  }

  /** Codes that it may answer with, beside those that follow from access, parameters and body. */
  public RouteBuilder fails(ErrorCode... more) {
    errors.addAll(Arrays.asList(more));
    return this;
  }

  /**
   * The route.
   *
   * @throws IllegalArgumentException if something is missing, above all who may use it
   */
  public Route handledBy(Handler handler) {
    if (access == null) {
      throw new IllegalArgumentException(
          "The route '" + operationId + "' does not say who may use it.");
    }
    return new Route(
        method,
        path,
        operationId,
        tag,
        summary,
        description,
        access,
        parameters,
        body,
        versioned,
        answers,
        errors,
        handler);
  }
}
