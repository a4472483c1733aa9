package io.millrace.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MqttFlagsTest {
  @Test
  void flags_of_a_message_give_back_what_was_put_in() {
    int flags = MqttFlags.message(2, true, false, 65_535);

    assertThat(MqttFlags.qos(flags)).isEqualTo(2);
    assertThat(MqttFlags.retain(flags)).isTrue();
    assertThat(MqttFlags.dup(flags)).isFalse();
    assertThat(MqttFlags.packetId(flags)).isEqualTo(65_535);
    assertThat(RecordKind.isMessage(flags)).isTrue();
  }

  @Test
  void flags_without_meaning_belong_to_a_message() {
    assertThat(RecordKind.isMessage(0)).isTrue();
    assertThat(RecordKind.of(0)).isEqualTo(RecordKind.MESSAGE);
  }

  @Test
  void a_release_is_not_a_message() {
    int flags = MqttFlags.released(7);

    assertThat(RecordKind.isMessage(flags)).isFalse();
    assertThat(RecordKind.of(flags)).isEqualTo(RecordKind.RELEASED);
    assertThat(MqttFlags.packetId(flags)).isEqualTo(7);
  }

  @Test
  void every_kind_survives_its_flag() {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(RecordKind.of(kind.flag())).isEqualTo(kind);
    }
  }

  @Test
  void a_kind_of_a_later_version_is_refused_and_is_no_message() {
    assertThat(RecordKind.isMessage(0xf0)).isFalse();
    assertThatThrownBy(() -> RecordKind.of(0xf0)).hasMessageContaining("Kind 15");
  }

  @Test
  void user_properties_keep_place_and_name() {
    String attribute = MqttAttributes.userProperty(12, "line.speed");

    assertThat(attribute).isEqualTo("mqtt.user.12.line.speed");
    assertThat(MqttAttributes.isUserProperty(attribute)).isTrue();
    assertThat(MqttAttributes.userPropertyPlace(attribute)).isEqualTo(12);
    assertThat(MqttAttributes.userPropertyName(attribute)).isEqualTo("line.speed");
    assertThat(MqttAttributes.isUserProperty(MqttAttributes.RESPONSE_TOPIC)).isFalse();
  }
}
