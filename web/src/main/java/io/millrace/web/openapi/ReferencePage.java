package io.millrace.web.openapi;

import io.millrace.web.json.ApiJson;
import io.millrace.web.json.JsonSchemas;
import io.millrace.web.problem.RouteErrors;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Page;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.RequestBody;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The reference: every route on one page of plain HTML, from the same declarations. */
public final class ReferencePage {
  private final JsonSchemas schemas = new JsonSchemas();
  private final StringBuilder out = new StringBuilder(100_000);

  private ReferencePage() {}

  /** The page's content, to be put into the frame of a page. */
  public static String of(List<Route> routes) {
    return new ReferencePage().build(routes);
  }

  private String build(List<Route> routes) {
    Map<String, List<Route>> byTag = new TreeMap<>();
    routes.forEach(route -> byTag.computeIfAbsent(route.tag(), _ -> new ArrayList<>()).add(route));
    out.append("<nav class=\"toc\" aria-label=\"Chapters\"><ul>");
    byTag.forEach(
        (tag, all) ->
            add(
                "<li><a href=\"#{}\">{}</a> <span class=\"muted\">{}</span></li>",
                anchor(tag),
                Html.text(tag),
                all.size()));
    out.append("<li><a href=\"#types\">Types</a></li></ul></nav>");
    byTag.forEach(
        (tag, all) -> {
          add("<section><h2 id=\"{}\">{}</h2>", anchor(tag), Html.text(tag));
          all.forEach(this::route);
          out.append("</section>");
        });
    types();
    return out.toString();
  }

  private void route(Route route) {
    add(
        "<details class=\"card op\" id=\"{}\"><summary><code class=\"m\">{}</code>"
            + " <code>{}</code> <span class=\"muted\">{}</span></summary><div class=\"in\">",
        route.operationId(),
        route.method(),
        Html.text(route.path()),
        Html.text(route.summary()));
    out.append(Html.paragraphs(route.description()));
    add("<p class=\"muted\">{}</p>", Html.text(AccessText.of(route.access())));
    parameters(route);
    RequestBody body = route.body();
    if (body != null) {
      add(
          "<h3>Body</h3><p>{} <code>{}</code> {} At most {} bytes.</p>",
          Html.text(body.description()),
          Html.text(String.join(", ", body.mediaTypes())),
          body.type() == null ? "" : link(body.type()),
          body.maxBytes());
    }
    answers(route);
    out.append("</div></details>");
  }

  private void parameters(Route route) {
    if (route.parameters().isEmpty() && !route.versioned()) {
      return;
    }
    out.append(
        "<h3>Parameters</h3><table><thead><tr><th>Name</th><th>Where</th><th>Type</th>"
            + "<th>Meaning</th></tr></thead><tbody>");
    for (Parameter<?> each : route.parameters()) {
      add(
          "<tr><td><code>{}</code>{}</td><td>{}</td><td><code>{}</code></td><td>{}{}</td></tr>",
          Html.text(each.name()),
          each.required() ? " *" : "",
          each.in().name().toLowerCase(Locale.ROOT),
          Html.text(type(each.type().schema())),
          Html.text(each.description()),
          each.fallback() == null ? "" : " Default: " + Html.text(String.valueOf(each.fallback())));
    }
    if (route.versioned()) {
      out.append(
          "<tr><td><code>If-Match</code> *</td><td>header</td><td><code>string</code></td>"
              + "<td>The ETag with which the thing was read.</td></tr>");
    }
    out.append("</tbody></table>");
  }

  private void answers(Route route) {
    out.append("<h3>Answers</h3><table><tbody>");
    for (Answer answer : route.answers()) {
      Class<?> type = answer.type();
      add(
          "<tr><td>{}</td><td>{} {}</td></tr>",
          answer.status(),
          Html.text(answer.description()),
          type == null
              ? "<code>"
                  + Html.text(
                      String.valueOf(answer.mediaType() == null ? "no body" : answer.mediaType()))
                  + "</code>"
              : (answer.pageOf() ? pageLink(type) : link(type)));
    }
    RouteErrors.of(route)
        .forEach(
            (status, codes) ->
                add(
                    "<tr><td>{}</td><td><code>{}</code></td></tr>",
                    status,
                    Html.text(String.join(", ", codes))));
    out.append("</tbody></table>");
  }

  private String link(Class<?> type) {
    schemas.of(type);
    return "<a href=\"#type-" + type.getSimpleName() + "\">" + type.getSimpleName() + "</a>";
  }

  private String pageLink(Class<?> item) {
    String name = item.getSimpleName() + "Page";
    schemas.of(name, Page.class, item);
    return "<a href=\"#type-" + name + "\">" + name + "</a>";
  }

  private void types() {
    out.append("<section><h2 id=\"types\">Types</h2>");
    schemas
        .components()
        .forEach(
            (name, schema) -> {
              add(
                  "<details class=\"card op\" id=\"type-{}\"><summary><code>{}</code></summary>"
                      + "<div class=\"in\"><table><tbody>",
                  name,
                  name);
              properties(schema);
              out.append("</tbody></table></div></details>");
            });
    out.append("</section>");
  }

  @SuppressWarnings("unchecked") // JsonSchemas made these maps
  private void properties(Map<String, Object> schema) {
    List<Object> required = (List<Object>) schema.getOrDefault("required", List.of());
    Map<String, Object> properties =
        (Map<String, Object>) schema.getOrDefault("properties", new LinkedHashMap<>());
    properties.forEach(
        (name, property) -> {
          Map<String, Object> of = (Map<String, Object>) property;
          add(
              "<tr><td><code>{}</code>{}</td><td>{}</td><td>{}</td></tr>",
              Html.text(name),
              required.contains(name) ? " *" : "",
              typeLink(of),
              Html.text(String.valueOf(of.getOrDefault("description", ""))));
        });
  }

  private static String typeLink(Map<String, Object> schema) {
    Object items = schema.get("items");
    Object reference =
        items instanceof Map<?, ?> of && of.get("$ref") != null
            ? of.get("$ref")
            : schema.get("$ref");
    if (reference != null) {
      String name = reference.toString().substring(reference.toString().lastIndexOf('/') + 1);
      return (items == null ? "" : "list of ") + "<a href=\"#type-" + name + "\">" + name + "</a>";
    }
    return "<code>" + Html.text(type(schema)) + "</code>";
  }

  /** A schema in a few characters. */
  private static String type(Map<String, Object> schema) {
    Map<String, Object> shown = new LinkedHashMap<>(schema);
    shown.remove("description");
    if (shown.size() == 1 && shown.get("type") != null) {
      return String.valueOf(shown.get("type"));
    }
    return new String(ApiJson.write(shown), java.nio.charset.StandardCharsets.UTF_8)
        .replace("\"", "");
  }

  private static String anchor(String tag) {
    return "chapter-" + tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Appends a template, each {@code {}} of which stands for the next value. */
  private void add(String template, Object... values) {
    int from = 0;
    for (Object value : values) {
      int at = template.indexOf("{}", from);
      out.append(template, from, at).append(value);
      from = at + 2;
    }
    out.append(template, from, template.length());
  }
}
