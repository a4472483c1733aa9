package io.millrace.web.data;

import io.millrace.web.json.ApiJson;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Reply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/** Answers whose JSON goes straight to the network. */
final class JsonStream {
  /** Each write beyond the server's own buffer is a chunk and a system call of its own. */
  private static final int BUFFER = 1 << 17;

  private JsonStream() {}

  /** An answer that is written while it is made; in the form of the record that the route names. */
  static Reply of(Consumer<JsonGenerator> body) {
    return Reply.stream(Answer.JSON, out -> write(out, body));
  }

  private static void write(OutputStream out, Consumer<JsonGenerator> body) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    try (JsonGenerator json = ApiJson.mapper().createGenerator(buffered)) {
      // An answer that breaks off must not be closed so that it looks whole.
      json.configure(StreamWriteFeature.AUTO_CLOSE_CONTENT, false);
      json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
      body.accept(json);
    }
    buffered.flush();
  }
}
