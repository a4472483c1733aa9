package io.millrace.demo.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.demo.plant.Foundry;
import io.millrace.demo.story.Scenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class TruthTest {
  private static final Instant ANCHOR = Instant.parse("2026-11-20T10:20:08Z");
  private static final Scenario SCENARIO = new Scenario(1, ANCHOR.toEpochMilli(), 30);

  @Test
  void it_names_each_event_with_its_times() {
    String truth = new Truth(Foundry.plant(), SCENARIO, ANCHOR.toEpochMilli()).toJson();

    assertThat(truth.split("\"valveSticks\"", -1)).hasSize(7);
    assertThat(truth)
        .contains("\"anchor\" : \"2026-11-20T10:20:08Z\"")
        .contains("\"factor\" : 1.0")
        .contains("\"buffered\" : false")
        .contains("\"buffered\" : true")
        .contains("\"at\" : \"2026-11-08T09:15:00Z\"")
        .contains("over-temperature")
        .contains("changeover");
  }

  @Test
  void it_is_json_and_the_same_each_time() {
    String truth = new Truth(Foundry.plant(), SCENARIO, ANCHOR.toEpochMilli()).toJson();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), truth)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
    assertThat(new Truth(Foundry.plant(), SCENARIO, ANCHOR.toEpochMilli()).toJson())
        .isEqualTo(truth);
  }
}
