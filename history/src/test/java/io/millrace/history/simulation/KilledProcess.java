package io.millrace.history.simulation;

import io.millrace.history.store.rocksdb.RocksResources;
import io.millrace.model.point.PointTraits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The process that {@link KillTest} kills: applies operations without end, and says how far. */
public final class KilledProcess {
  private KilledProcess() {}

  /** Arguments: the folder, the seed. */
  public static void main(String[] args) {
    long seed = Long.parseLong(args[1]);
    Journal journal = new Journal(seed);
    try (RocksResources resources = new RocksResources();
        HistoryUnderTest test =
            new HistoryUnderTest(resources.open(Path.of(args[0])), journal.traits)) {
      for (int next = test.next(); ; next++) {
        test.apply(journal.get(next), next);
        if (next % 5 == 0) {
          int upTo = next + 1;
          test.checkpoint(upTo)
              .thenRun(
                  () -> {
                    System.out.println(upTo);
                    System.out.flush();
                  });
        }
      }
    }
  }

  /** The operations of a seed; the same in every process. */
  public static final class Journal {
    final List<PointTraits> traits;
    private final RandomOperations source;
    private final List<Operation> operations = new ArrayList<>();

    /** The journal of a seed. */
    public Journal(long seed) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      this.traits = RandomOperations.pointsOfEveryKind(random);
      this.source = new RandomOperations(random, traits, true);
    }

    Operation get(int index) {
      while (operations.size() <= index) {
        operations.add(source.next(operations.size()));
      }
      return operations.get(index);
    }
  }
}
