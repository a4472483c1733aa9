package io.millrace.history.simulation;

import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.model.point.PointTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random input of every kind, with restarts: history answers as the naive one does. */
class RandomInputTest {
  private static final int STEPS = 300;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 6, 28})
  void history_answers_as_a_naive_one_does(long seed) {
    run(seed, true, false);
  }

  // Retention leaves statistics of samples that the naive one has no memory of.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aggregates_are_those_of_a_naive_one(long seed) {
    run(seed, false, true);
  }

  private static void run(long seed, boolean withRetention, boolean withAggregates) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<PointTraits> traits = RandomOperations.pointsOfEveryKind(random);
    RandomOperations source = new RandomOperations(random, traits, withRetention);
    NaiveHistory naive = new NaiveHistory(traits);
    MemoryDisk disk = new MemoryDisk();
    List<Operation> journal = new ArrayList<>();
    HistoryUnderTest test = new HistoryUnderTest(new MemoryChunkStore(disk), traits);
    for (int step = 0; step < STEPS; step++) {
      Operation operation = source.next(journal.size());
      journal.add(operation);
      naive.apply(operation);
      test.apply(operation, journal.size() - 1);
      if (random.nextInt(15) == 0) {
        test.checkpoint(journal.size()).join();
        Answers.assertSameCounts(test, naive);
      }
      if (random.nextInt(40) == 0) {
        Answers.assertSame(test, naive, traits.size());
      }
      if (withAggregates && random.nextInt(4) == 0) {
        Answers.assertSameAggregates(test, naive, random.nextInt(traits.size()), random);
      }
      if (random.nextInt(60) == 0) {
        // What came after the last checkpoint is gone, and comes again.
        test = new HistoryUnderTest(new MemoryChunkStore(disk), traits);
        for (int next = test.next(); next < journal.size(); next++) {
          test.apply(journal.get(next), next);
        }
        Answers.assertSame(test, naive, traits.size());
      }
    }
    test.checkpoint(journal.size()).join();
    Answers.assertSame(test, naive, traits.size());
    Answers.assertSameCounts(test, naive);
    test.close();
  }
}
