package io.millrace.registry.json;

import io.millrace.model.plant.AssetSpec;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Assets as JSON, without what they refer to: parent and calendar are written by whoever can. */
public final class AssetJson {
  private AssetJson() {}

  /** Writes what differs from the default. */
  public static ObjectNode write(AssetSpec spec) {
    ObjectNode out = Json.object();
    out.put("name", spec.name());
    putText(out, "level", spec.level());
    putText(out, "type", spec.type());
    putText(out, "tag", spec.tag());
    putText(out, "key", spec.externalKey());
    putText(out, "description", spec.description());
    putText(out, "zone", spec.zone());
    if (!spec.attributes().isEmpty()) {
      ObjectNode attributes = out.putObject("attributes");
      new TreeMap<>(spec.attributes()).forEach(attributes::put);
    }
    return out;
  }

  /** Applies the fields that are there. */
  public static void read(JsonFields fields, AssetSpec.Builder spec) {
    fields.onText("name", spec::name);
    fields.onText("level", spec::level);
    fields.onText("type", spec::type);
    fields.onText("tag", spec::tag);
    fields.onText("key", spec::externalKey);
    fields.onText("description", spec::description);
    fields.onText("zone", spec::zone);
    if (fields.has("attributes")) {
      spec.attributes(fields.texts("attributes"));
    }
  }

  static void putText(ObjectNode out, String field, String text) {
    if (!text.isEmpty()) {
      out.put(field, text);
    }
  }
}
