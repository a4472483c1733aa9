package io.millrace.registry.json;

import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper, with bounds on what it reads. Immutable. */
public final class Json {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_TEXT = 1_000_000;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          .build();

  private Json() {}

  /** The mapper. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** A text as a node. */
  public static JsonNode textNode(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  /** The text of a tree, without white space. */
  public static String text(JsonNode node) {
    return node.toString();
  }

  /**
   * The tree of a text that we stored.
   *
   * @throws RegistryException {@code REGISTRY_ROW_DAMAGED}
   */
  public static JsonNode stored(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new RegistryException(
          RegistryError.REGISTRY_ROW_DAMAGED,
          "A stored row of the registry holds JSON that cannot be read.",
          e);
    }
  }
}
