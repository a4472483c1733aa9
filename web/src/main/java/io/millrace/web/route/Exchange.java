package io.millrace.web.route;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the web server has it. Names of headers in any case. */
public interface Exchange {
  /** The method, as sent. */
  String method();

  /** The path, as sent, without the query. */
  String path();

  /** The value of a header; null if it is absent. */
  @Nullable String header(String name);

  /** The value of a cookie; null if it is absent. */
  @Nullable String cookie(String name);

  /** The decoded part of the path that stands for a name of the template. */
  String pathPart(String name);

  /** The query, decoded. */
  Map<String, List<String>> query();

  /** The body's length in bytes; -1 if the request does not say. */
  long contentLength();

  /** Opens the body; called at most once. */
  InputStream body() throws IOException;

  /** Network address of the caller, as far as it can be believed. */
  String address();
}
