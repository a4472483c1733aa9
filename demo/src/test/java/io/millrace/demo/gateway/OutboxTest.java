package io.millrace.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.demo.payload.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
  private static Message message(int number) {
    byte[] payload = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
    return new Message("t", "text/plain", payload, number);
  }

  private static int number(Message message) {
    return Integer.parseInt(new String(message.payload(), StandardCharsets.UTF_8));
  }

  @Test
  void what_was_on_its_way_is_sent_again_in_the_same_order() throws InterruptedException {
    Outbox outbox = new Outbox(100, 100_000);
    for (int i = 0; i < 5; i++) {
      outbox.offer(message(i));
    }
    outbox.next(10, 0);
    outbox.next(10, 0);
    outbox.next(10, 0);
    outbox.acknowledge(1);

    outbox.rewind();

    assertThat(outbox.nextBatch(10, 0).stream().map(OutboxTest::number))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void no_more_than_a_window_is_on_its_way() throws InterruptedException {
    Outbox outbox = new Outbox(100, 100_000);
    for (int i = 0; i < 5; i++) {
      outbox.offer(message(i));
    }
    assertThat(outbox.next(2, 0)).isNotNull();
    assertThat(outbox.next(2, 0)).isNotNull();
    assertThat(outbox.next(2, 0)).isNull();

    outbox.acknowledge(1);

    assertThat(outbox.next(2, 0)).isNotNull();
  }

  @Test
  void a_full_outbox_drops_the_oldest_that_is_not_on_its_way_and_counts_it()
      throws InterruptedException {
    Outbox outbox = new Outbox(3, 100_000);
    outbox.offer(message(0));
    outbox.next(10, 0);
    for (int i = 1; i < 6; i++) {
      outbox.offer(message(i));
    }
    outbox.rewind();

    assertThat(outbox.nextBatch(10, 0).stream().map(OutboxTest::number)).containsExactly(0, 4, 5);
    assertThat(outbox.state().dropped()).isEqualTo(3);
  }

  @Test
  void bytes_are_bounded_too() {
    Outbox outbox = new Outbox(1_000_000, 10_000);
    for (int i = 0; i < 1000; i++) {
      outbox.offer(message(i));
    }
    assertThat(outbox.state().bytes()).isLessThanOrEqualTo(10_000);
    assertThat(outbox.state().messages() + outbox.state().dropped()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void it_behaves_like_a_list_with_a_mark(long seed) throws InterruptedException {
    Random random = new Random(seed);
    int room = 1 + random.nextInt(20);
    Outbox outbox = new Outbox(room, Long.MAX_VALUE);
    List<Integer> model = new ArrayList<>();
    int mark = 0;
    int offered = 0;
    for (int step = 0; step < 5000; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          outbox.offer(message(offered));
          model.add(offered++);
          if (model.size() > room && model.size() > mark) {
            model.subList(mark, mark + 1).clear();
          }
        }
        case 2 -> {
          Message next = outbox.next(7, 0);
          if (mark < Math.min(7, model.size())) {
            assertThat(number(Objects.requireNonNull(next))).isEqualTo(model.get(mark));
            mark++;
          } else {
            assertThat(next).isNull();
          }
        }
        case 3 -> {
          if (mark > 0) {
            outbox.acknowledge(1);
            model.removeFirst();
            mark--;
          }
        }
        default -> {
          if (random.nextInt(10) == 0) {
            outbox.rewind();
            mark = 0;
          }
        }
      }
      assertThat(outbox.state().messages()).isEqualTo(model.size());
    }
  }
}
