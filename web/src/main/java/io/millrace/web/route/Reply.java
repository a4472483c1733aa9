package io.millrace.web.route;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a handler gives back. */
public sealed interface Reply {
  /** The status. */
  int status();

  /** Headers beside those that the body brings; a name may stand several times. */
  List<Map.Entry<String, String>> headers();

  /** A record, a page, or another object that becomes JSON. */
  record Json(int status, Object body, List<Map.Entry<String, String>> headers) implements Reply {}

  /** No body. */
  record Empty(int status, List<Map.Entry<String, String>> headers) implements Reply {}

  /** Bytes of some media type. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Bytes(int status, String mediaType, byte[] body, List<Map.Entry<String, String>> headers)
      implements Reply {}

  /** A body that is written while it is made. What fails after its start ends the connection. */
  record Stream(
      int status, String mediaType, Writer writer, List<Map.Entry<String, String>> headers)
      implements Reply {}

  /** Writes a body; runs in the request's own thread, which may wait. */
  @FunctionalInterface
  interface Writer {
    /**
     * Writes all of it.
     *
     * @throws IOException if the client has gone
     * @throws InterruptedException if the server stops
     */
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /** 200 with JSON. */
  static Reply ok(Object body) {
    return new Json(200, body, List.of());
  }

  /** 200 with JSON and the version as its {@code ETag}. */
  static Reply ok(Object body, long version) {
    return new Json(200, body, List.of(etag(version)));
  }

  /** 201 with JSON and where the new thing is. */
  static Reply created(String location, Object body) {
    return new Json(201, body, List.of(Map.entry("Location", location)));
  }

  /** 201 with JSON, where the new thing is, and its version as its {@code ETag}. */
  static Reply created(String location, Object body, long version) {
    return new Json(201, body, List.of(Map.entry("Location", location), etag(version)));
  }

  /** 204. */
  static Reply noContent() {
    return new Empty(204, List.of());
  }

  /** 200 with bytes. */
  static Reply bytes(String mediaType, byte[] body) {
    return new Bytes(200, mediaType, body, List.of());
  }

  /** 200 with a body that is written while it is made. */
  static Reply stream(String mediaType, Writer writer) {
    return new Stream(200, mediaType, writer, List.of());
  }

  /** The same with one more header. */
  default Reply with(String name, String value) {
    List<Map.Entry<String, String>> all = new ArrayList<>(headers());
    all.add(Map.entry(name, value));
    return switch (this) {
      case Json json -> new Json(json.status, json.body, all);
      case Empty empty -> new Empty(empty.status, all);
      case Bytes bytes -> new Bytes(bytes.status, bytes.mediaType, bytes.body, all);
      case Stream stream -> new Stream(stream.status, stream.mediaType, stream.writer, all);
    };
  }

  private static Map.Entry<String, String> etag(long version) {
    return Map.entry("ETag", "\"" + version + "\"");
  }
}
