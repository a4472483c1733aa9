package io.millrace.web.testing;

import io.millrace.web.json.ApiJson;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** An answer, whole. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record WebResponse(
    String method, String path, int status, HttpHeaders headers, byte[] body) {
  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON. */
  public JsonNode json() {
    return ApiJson.mapper().readTree(body);
  }

  /** The body as a record. */
  public <T> T as(Class<T> type) {
    return ApiJson.mapper().readValue(body, type);
  }

  /** The code of the problem; empty if there is none. */
  public String code() {
    return json().path("code").asString("");
  }

  /** The value of a header; empty if it is absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The version in the ETag. */
  public long version() {
    return Long.parseLong(header("ETag").replace("\"", ""));
  }

  @Override
  public String toString() {
    return method + " " + path + " -> " + status + " " + text();
  }
}
