package io.millrace.history.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.chunk.StatisticsPage.Entry;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatisticsPageTest {
  static StatisticsPage page(RandomGenerator random, ValueKind kind) {
    List<Entry> entries = new ArrayList<>();
    for (int e = random.nextInt(StatisticsPage.TARGET_ENTRIES); e >= 0; e--) {
      Samples samples = Chunks.wild(random, kind, 1 + random.nextInt(50));
      int number = random.nextInt(10) == 0 ? StatisticsPage.NO_CHUNK : random.nextInt(1000);
      entries.add(new Entry(number, StatisticsFold.of(samples, 0, samples.size())));
    }
    return new StatisticsPage(kind, random.nextInt(1000) - 1, entries);
  }

  @ParameterizedTest
  @EnumSource(ValueKind.class)
  void a_page_reads_back_as_it_was(ValueKind kind) {
    for (long seed = 0; seed < 100; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      StatisticsPage page = page(random, kind);
      assertThat(StatisticsPage.decode(page.encode())).as("seed %d", seed).isEqualTo(page);
    }
  }
}
