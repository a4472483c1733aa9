package io.millrace.pipeline.check;

import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.PRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.record.FormatAttributes;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.context.ChannelPlan;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A front that can answer with what is wrong asks before it appends. */
class PayloadCheckTest {
  private final Plant plant = new Plant();
  private final PayloadCheck check = new PayloadCheck(FormatLimits.DEFAULTS, plant.context);

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void values_are_counted() {
    assertThat(check("", Map.of(), "{\"a\":1,\"b\":{\"c\":true}}").values()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_read_is_told_with_line_and_field() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> check("", Map.of(), "{\"a\":1"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.PAYLOAD_MALFORMED))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(6));
  }

  @Test
  void bad_lines_are_told_and_the_others_counted() {
    PayloadCheck.Result result =
        check("", Map.of(FormatAttributes.FORMAT, "influx-line"), "m a=1\nbad\nm a=2\n");
    assertThat(result.values()).isEqualTo(2);
    assertThat(result.rejected()).extracting(FormatException::line).containsExactly(2);
  }

  @Test
  void a_mapping_rule_goes_before_what_the_front_says() throws Exception {
    plant.change(new MappingDefined(PRESS, List.of(rule("scale", "plain"))));
    plant.follower.catchUp();
    assertThat(check("", Map.of(FormatAttributes.FORMAT, "influx-line"), "21.5").values())
        .isEqualTo(1);
  }

  @Test
  void messages_that_are_not_wanted_pass() throws Exception {
    plant.change(new MappingDefined(PRESS, List.of(rule("#", ChannelPlan.IGNORE))));
    plant.follower.catchUp();
    assertThat(check("", Map.of(), "{broken").values()).isZero();
  }

  private static MappingRule rule(String filter, String format) {
    return new MappingRule(filter, format, Map.of());
  }

  private PayloadCheck.Result check(
      String contentType, Map<String, String> attributes, String payload) {
    return check.check(PRESS, "scale", contentType, attributes, payload.getBytes(UTF_8), NOW);
  }
}
