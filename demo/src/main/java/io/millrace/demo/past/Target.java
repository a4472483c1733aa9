package io.millrace.demo.past;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where past data goes.
 *
 * @param server base address of the server's HTTP front, such as {@code http://127.0.0.1:8080}
 * @param tokens by gateway
 */
public record Target(URI server, Map<String, String> tokens) {
  public Target {
    tokens = Map.copyOf(tokens);
  }

  /** Where the past of a channel is posted to. */
  URI ingest(String channel) {
    String path =
        Arrays.stream(channel.split("/"))
            .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return server.resolve("/api/v1/ingest/" + path + "?lane=bulk");
  }

  /** The token of a gateway; never logged. */
  String token(String gateway) {
    String token = tokens.get(gateway);
    if (token == null) {
      throw new IllegalArgumentException("There is no token for " + gateway + ".");
    }
    return token;
  }

  @Override
  public String toString() {
    return "Target[" + server + "]";
  }
}
