package io.millrace.web.plant;

import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.web.json.Field;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How messages of some channels are read. */
public record MappingRuleView(
    @Field(value = "An MQTT topic filter with + and #.", minLength = 1, maxLength = 1024)
        String channel,
    @Field(
            "Name of a payload format, such as millrace-json or plain; absent to find it by content.")
        @Nullable String format,
    @Field(value = "Options of the format.", maxLength = 32)
        @Nullable Map<String, String> options) {
  static MappingRuleView of(MappingRule rule) {
    return new MappingRuleView(rule.channelFilter(), rule.format(), rule.options());
  }

  MappingRule rule() {
    return new MappingRule(
        channel, AssetBody.orEmpty(format), Objects.requireNonNullElse(options, Map.of()));
  }
}
