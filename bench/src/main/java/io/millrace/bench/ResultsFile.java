package io.millrace.bench;

import io.millrace.bench.Measurement.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code bench/results.json}: a list of objects with {@code name}, {@code value}, {@code unit},
 * {@code goal}, {@code peer}, {@code peerValue}, {@code machine}, {@code commit} and {@code date},
 * ordered by name. A name stands once: a new figure takes the place of the old one.
 */
public final class ResultsFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;

  /** The file need not exist yet. */
  public ResultsFile(Path file) {
    this.file = file;
  }

  /** What is recorded, ordered by name. */
  public List<Result> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Result> results = new ArrayList<>();
    for (JsonNode node : JSON.readTree(Files.readString(file))) {
      results.add(fromJson(node));
    }
    return results;
  }

  /** Puts the figures in, each in the place of an older one of its name, and returns them all. */
  public List<Result> merge(Collection<Result> newer) throws IOException {
    TreeMap<String, Result> byName = new TreeMap<>();
    read().forEach(result -> byName.put(result.measurement().name(), result));
    newer.forEach(result -> byName.put(result.measurement().name(), result));
    ArrayNode list = JSON.createArrayNode();
    byName.values().forEach(result -> list.add(toJson(result)));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, JSON.writeValueAsString(list) + "\n");
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return List.copyOf(byName.values());
  }

  private static ObjectNode toJson(Result result) {
    Measurement figure = result.measurement();
    Goal goal = figure.goal();
    Peer peer = figure.peer();
    ObjectNode node = JSON.createObjectNode();
    node.put("name", figure.name());
    node.put("value", figure.value());
    node.put("unit", figure.unit());
    node.put("goal", goal == null ? null : goal.toString());
    node.put("peer", peer == null ? null : peer.name());
    node.put("peerValue", peer == null ? null : peer.value());
    node.put("machine", result.machine());
    node.put("commit", result.commit());
    node.put("date", result.date().toString());
    return node;
  }

  private static Result fromJson(JsonNode node) {
    String goal = textOrNull(node, "goal");
    String peer = textOrNull(node, "peer");
    Measurement figure =
        new Measurement(
            node.required("name").asString(),
            node.required("value").asDouble(),
            node.required("unit").asString(),
            goal == null ? null : Goal.parse(goal),
            peer == null ? null : new Peer(peer, node.required("peerValue").asDouble()));
    return new Result(
        figure,
        node.required("machine").asString(),
        node.required("commit").asString(),
        LocalDate.parse(node.required("date").asString()));
  }

  private static @Nullable String textOrNull(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }
}
