package io.millrace.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.id.IdGenerator;
import io.millrace.registry.Registry;
import io.millrace.registry.change.Actor;
import io.millrace.registry.database.RegistryDatabase;
import io.millrace.registry.error.RegistryException;
import io.millrace.registry.testing.TestClock;
import io.millrace.registry.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImportFuzzTest {
  private static final String CSV =
      "point,kind,unit,normalLow,source\nHall/P,double,kW,1,gw\n\"a\"\"b/c\",text,,,\n";

  @Test
  void mutated_files_are_refused_or_could_be_taken_in_and_nothing_else_happens() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TestClock clock = new TestClock();
    IdGenerator ids = new IdGenerator(clock, random);
    try (RegistryDatabase database =
        RegistryDatabase.open(TestEngine.SQLITE.databaseWithTables())) {
      Registry registry = new Registry(database, ids, clock, ImportSettings.DEFAULT);
      Actor ada = new Actor(registry.organisations().create("setup", "Acme").id(), "ada");
      for (int run = 0; run < 400; run++) {
        boolean json = random.nextBoolean();
        byte[] file = mutated(json ? PlantImportTest.foundry() : CSV, random);
        String where = "run " + run + ", seed " + seed;
        try {
          ImportReport report =
              registry
                  .imports()
                  .dryRun(
                      ada,
                      new ByteArrayInputStream(file),
                      json ? ImportFormat.JSON : ImportFormat.CSV);
          assertThat(report.applied()).as(where).isFalse();
          assertThat(report.faults())
              .as(where)
              .allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
        } catch (RegistryException e) {
          assertThat(e.getMessage()).as(where).isNotBlank();
        } catch (RuntimeException e) {
          throw new AssertionError(where + ":\n" + new String(file, StandardCharsets.UTF_8), e);
        }
      }
      assertThat(registry.assets().all(ada.organisation())).isEmpty();
    }
  }

  private static byte[] mutated(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = "{}[]\",:0-\n;'".getBytes(StandardCharsets.UTF_8)[random.nextInt(12)];
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(20, Math.min(bytes.length - from, bytes.length - at));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
