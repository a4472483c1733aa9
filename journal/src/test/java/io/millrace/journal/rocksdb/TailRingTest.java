package io.millrace.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.Times;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TailRingTest {
  private static final Origin ORIGIN = new Origin(new SourceId(new UUID(1, 1)), "token:a", 1, "t");
  private static final Channel CHANNEL = new Channel("c", "");
  private static final int PAYLOAD = 100;

  private final TailRing tail = new TailRing(10_000);

  @Test
  void the_newest_blocks_are_there_and_the_oldest_make_room() {
    for (int i = 0; i < 1_000; i++) {
      tail.publish(block(i, 0));
    }
    assertThat(tail.at(999)).isNotNull();
    assertThat(tail.at(0)).isNull();
    assertThat(tail.bytes()).isBetween(1L, 10_000L);
  }

  @Test
  void a_quiet_hour_does_not_fill_the_memory() {
    for (int minute = 0; minute < 10; minute++) {
      tail.publish(block(minute, minute * Times.MINUTE));
    }
    assertThat(tail.at(9)).isNotNull();
    assertThat(tail.at(8)).as("a minute old").isNotNull();
    assertThat(tail.at(7)).as("two minutes old").isNull();
  }

  @Test
  void a_clock_that_steps_back_drops_nothing() {
    tail.publish(block(0, Times.HOUR));
    tail.publish(block(1, 0));
    assertThat(tail.at(0)).isNotNull();
    assertThat(tail.at(1)).isNotNull();
  }

  private static Block block(long offset, long receiveTimeNs) {
    BlockBuilder builder = new BlockBuilder(0, Lane.LIVE, 0);
    builder.add(offset, ORIGIN, CHANNEL, receiveTimeNs, 0, new byte[PAYLOAD], 0, PAYLOAD, Map.of());
    return builder.build();
  }
}
