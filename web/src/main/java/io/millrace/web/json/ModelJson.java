package io.millrace.web.json;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.CalendarId;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.FrameId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.StateModelId;
import io.millrace.model.id.UserId;
import io.millrace.model.sample.SampleValue;
import io.millrace.security.secret.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The words of the model in JSON: ids as UUIDs, times as RFC 3339, values by {@link ValueJson}.
 * Secrets are read and never written.
 */
final class ModelJson {
  /** Ids and how they are read. */
  static final Map<Class<?>, Function<String, ?>> IDS =
      Map.of(
          AssetId.class, AssetId::of,
          CalendarId.class, CalendarId::of,
          EnumerationId.class, EnumerationId::of,
          FrameId.class, FrameId::of,
          OrganisationId.class, OrganisationId::of,
          PointId.class, PointId::of,
          SourceId.class, SourceId::of,
          StateModelId.class, StateModelId::of,
          UserId.class, UserId::of);

  SimpleModule module() {
    SimpleModule module = new SimpleModule("millrace");
    IDS.forEach((type, read) -> addText(module, type, read));
    addText(module, Instant.class, ApiTime::parse);
    module.addDeserializer(Secret.class, new TextDeserializer<>(Secret.class, Secret::of));
    module.addSerializer(SampleValue.class, new ValueSerializer());
    return module;
  }

  @SuppressWarnings("unchecked") // the map pairs each class with the reader of that class
  private static <T> void addText(SimpleModule module, Class<?> type, Function<String, ?> read) {
    Class<T> exact = (Class<T>) type;
    module.addSerializer(exact, new TextSerializer<>(exact));
    module.addDeserializer(exact, new TextDeserializer<>(exact, text -> (T) read.apply(text)));
  }

  private static final class TextSerializer<T> extends StdSerializer<T> {
    TextSerializer(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
      json.writeString(value.toString());
    }
  }

  private static final class TextDeserializer<T> extends StdDeserializer<T> {
    private final transient Function<String, T> read;

    TextDeserializer(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
      String text = json.getValueAsString();
      if (text == null) {
        throw context.weirdStringException("", _valueClass, "A text is expected.");
      }
      try {
        return read.apply(text);
      } catch (IllegalArgumentException e) {
        throw tools.jackson.databind.DatabindException.from(
            json, String.valueOf(e.getMessage()), e);
      }
    }
  }

  private static final class ValueSerializer extends StdSerializer<SampleValue> {
    ValueSerializer() {
      super(SampleValue.class);
    }

    @Override
    public void serialize(SampleValue value, JsonGenerator json, SerializationContext context) {
      ValueJson.write(json, value);
    }
  }
}
