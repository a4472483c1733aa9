package io.millrace.model.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelayMarkTest {
  private static final UUID REGISTRY = UUID.randomUUID();

  @Test
  void a_mark_travels_as_attributes() {
    RelayMark mark = new RelayMark(REGISTRY, 17);
    assertThat(RelayMark.ofAttributes(mark.toAttributes())).contains(mark);
    assertThat(RelayMark.ofAttributes(Map.of())).isEmpty();
    assertThatThrownBy(() -> RelayMark.ofAttributes(Map.of("registry", "x", "sequence", "1")))
        .isInstanceOf(ContextException.class);
  }

  @Test
  void a_reader_knows_repeats_by_the_last_mark_of_the_same_registry() {
    RelayMark last = new RelayMark(REGISTRY, 17);
    assertThat(new RelayMark(REGISTRY, 16).isRepeatedAfter(last)).isTrue();
    assertThat(new RelayMark(REGISTRY, 17).isRepeatedAfter(last)).isTrue();
    assertThat(new RelayMark(REGISTRY, 18).isRepeatedAfter(last)).isFalse();
    assertThat(new RelayMark(UUID.randomUUID(), 1).isRepeatedAfter(last)).isFalse();
  }
}
