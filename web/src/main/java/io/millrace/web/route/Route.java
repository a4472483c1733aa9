package io.millrace.web.route;

import io.millrace.model.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A route of the API, whole: what it is called, who may use it, what it takes, how it answers and
 * what does the work. Made by {@link #get} and its siblings; immutable.
 *
 * @param method of HTTP
 * @param path template, such as {@code /api/v1/points/{point}}
 * @param operationId unique, in camelCase
 * @param tag the chapter of the reference
 * @param summary a few words, no full stop
 * @param description what else there is to know; may be empty
 * @param access who may use it
 * @param parameters of path and query
 * @param body what it takes; null if nothing
 * @param versioned whether a request must say by {@code If-Match} which version it changes
 * @param answers how it answers when nothing is wrong; at least one
 * @param errors codes that it may answer with, beside those that follow from the rest
 * @param handler does the work
 */
public record Route(
    Method method,
    String path,
    String operationId,
    String tag,
    String summary,
    String description,
    Access access,
    List<Parameter<?>> parameters,
    @Nullable RequestBody body,
    boolean versioned,
    List<Answer> answers,
    List<ErrorCode> errors,
    Handler handler) {
  private static final Pattern NAME = Pattern.compile("\\{([^}]*)}");

  /** Checks the parts against each other; a mistake here is a mistake in the program. */
  public Route {
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
    errors = List.copyOf(errors);
    require(path.startsWith("/"), operationId, "has a path that begins with /");
    require(operationId.matches("[a-z][a-zA-Z0-9]*"), operationId, "has a name in camelCase");
    require(!tag.isBlank() && !summary.isBlank(), operationId, "has a tag and a summary");
    require(!answers.isEmpty(), operationId, "answers somehow");
    require(
        namesIn(path)
            .equals(
                parameters.stream()
                    .filter(each -> each.in() == Parameter.Location.PATH)
                    .map(Parameter::name)
                    .collect(Collectors.toCollection(TreeSet::new))),
        operationId,
        "declares exactly the parameters that stand in its path");
    require(
        parameters.stream().map(Parameter::name).distinct().count() == parameters.size(),
        operationId,
        "declares each parameter once");
    require(body == null || !method.isSafe(), operationId, "takes no body with GET");
  }

  private static void require(boolean holds, String operationId, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The route '" + operationId + "' is wrong: a route " + rule + ".");
    }
  }

  private static Set<String> namesIn(String path) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Begins a route that shows something. */
  public static RouteBuilder get(String path, String operationId) {
    return new RouteBuilder(Method.GET, path, operationId);
  }

  /** Begins a route that makes or does something. */
  public static RouteBuilder post(String path, String operationId) {
    return new RouteBuilder(Method.POST, path, operationId);
  }

  /** Begins a route that replaces something. */
  public static RouteBuilder put(String path, String operationId) {
    return new RouteBuilder(Method.PUT, path, operationId);
  }

  /** Begins a route that changes a part of something. */
  public static RouteBuilder patch(String path, String operationId) {
    return new RouteBuilder(Method.PATCH, path, operationId);
  }

  /** Begins a route that removes something. */
  public static RouteBuilder delete(String path, String operationId) {
    return new RouteBuilder(Method.DELETE, path, operationId);
  }
}
