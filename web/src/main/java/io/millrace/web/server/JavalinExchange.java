package io.millrace.web.server;

import io.javalin.http.Context;
import io.millrace.web.route.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of Javalin's as the routes see it. */
final class JavalinExchange implements Exchange {
  private final Context context;

  JavalinExchange(Context context) {
    this.context = context;
  }

  @Override
  public String method() {
    return context.req().getMethod();
  }

  @Override
  public String path() {
    return context.path();
  }

  @Override
  public @Nullable String header(String name) {
    return context.req().getHeader(name);
  }

  @Override
  public @Nullable String cookie(String name) {
    return context.cookie(name);
  }

  @Override
  public String pathPart(String name) {
    return context.pathParam(name);
  }

  @Override
  public Map<String, List<String>> query() {
    return context.queryParamMap();
  }

  @Override
  public long contentLength() {
    return context.req().getContentLengthLong();
  }

  @Override
  public InputStream body() throws IOException {
    return context.req().getInputStream();
  }

  @Override
  public String address() {
    return context.req().getRemoteAddr();
  }
}
