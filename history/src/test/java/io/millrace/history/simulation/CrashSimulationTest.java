package io.millrace.history.simulation;

import io.millrace.history.error.HistoryException;
import io.millrace.history.simulation.FaultyStore.Crash;
import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.model.point.PointTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process dies at any call of the store, and the store fails now and then before: after the
 * replay history is what it would have been, its counts included.
 */
class CrashSimulationTest {
  private static final int STEPS = 250;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void law6_a_crash_anywhere_loses_and_doubles_nothing(long seed) {
    new Run(seed, 0).run();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void a_store_that_fails_now_and_then_is_tried_again(long seed) {
    new Run(seed, 60).run();
  }

  private static final class Run {
    final RandomGenerator random;
    final List<PointTraits> traits;
    final RandomOperations source;
    final NaiveHistory naive;
    final MemoryDisk disk = new MemoryDisk();
    final List<Operation> journal = new ArrayList<>();
    final int failOneIn;
    HistoryUnderTest test;
    int applied;

    Run(long seed, int failOneIn) {
      this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      this.traits = RandomOperations.pointsOfEveryKind(random);
      this.source = new RandomOperations(random, traits, true);
      this.naive = new NaiveHistory(traits);
      this.failOneIn = failOneIn;
      this.test = start();
    }

    private HistoryUnderTest start() {
      FaultyStore store =
          new FaultyStore(new MemoryChunkStore(disk), random, 1 + random.nextInt(3000), failOneIn);
      return new HistoryUnderTest(store, traits);
    }

    void run() {
      while (journal.size() < STEPS) {
        Operation operation = source.next(journal.size());
        journal.add(operation);
        naive.apply(operation);
        catchUp();
        if (random.nextInt(25) == 0) {
          assertSame();
        }
      }
      assertSame();
    }

    /** Applies what was not applied yet, through as many crashes as it takes. */
    private void catchUp() {
      while (applied < journal.size()) {
        try {
          test.apply(journal.get(applied), applied);
          applied++;
          if (random.nextInt(8) == 0) {
            checkpoint();
          }
        } catch (Crash e) {
          restart();
        } catch (CompletionException e) {
          restartAfter(e);
        } catch (HistoryException e) {
          // Nothing of it was taken: it comes again.
        }
      }
    }

    private void checkpoint() {
      try {
        test.checkpoint(applied).join();
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof HistoryException)) {
          restartAfter(e);
        }
      }
    }

    private void restartAfter(CompletionException e) {
      if (!(e.getCause() instanceof Crash)) {
        throw e;
      }
      restart();
    }

    private void restart() {
      test = start();
      applied = test.next();
    }

    /** Compares on a store that neither fails nor dies, from what is on the disk now. */
    private void assertSame() {
      HistoryUnderTest calm = new HistoryUnderTest(new MemoryChunkStore(disk), traits);
      for (int next = calm.next(); next < journal.size(); next++) {
        calm.apply(journal.get(next), next);
      }
      Answers.assertSame(calm, naive, traits.size());
      calm.checkpoint(journal.size()).join();
      Answers.assertSameCounts(calm, naive);
      Answers.assertSame(calm, naive, traits.size());
      restart();
    }
  }
}
