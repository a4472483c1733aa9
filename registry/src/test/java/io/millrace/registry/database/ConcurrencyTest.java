package io.millrace.registry.database;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.plant.AssetSpec;
import io.millrace.registry.change.Change;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import io.millrace.registry.testing.RegistryContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends RegistryContract {
  @Test
  void of_many_who_take_the_same_name_one_gets_it() throws Exception {
    long before = registry.changes().lastSequence();
    int names = 10;
    int threads = 4;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        results.add(
            pool.submit(
                () -> {
                  int made = 0;
                  for (int i = 0; i < names; i++) {
                    made += tryToMake("Asset " + i) ? 1 : 0;
                  }
                  return made;
                }));
      }
      int made = 0;
      for (Future<Integer> result : results) {
        made += result.get(60, TimeUnit.SECONDS);
      }
      assertThat(made).isEqualTo(names);
    }
    assertThat(registry.changes().since(acme, before, 100))
        .extracting(Change::sequence)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(before + 1, before + names).boxed().toList());
  }

  private boolean tryToMake(String name) {
    try {
      registry.assets().create(ada, AssetSpec.of(name, "area"));
      return true;
    } catch (RegistryException e) {
      assertThat(e.code()).isEqualTo(RegistryError.REGISTRY_NAME_TAKEN);
      return false;
    }
  }

  @Test
  void readers_see_the_old_state_and_do_not_wait_while_another_writes() throws Exception {
    asset("Before");
    Transactions transactions = new Transactions(database);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<Integer> writer =
          pool.submit(
              () ->
                  transactions.write(
                      handle -> {
                        int rows = handle.execute("UPDATE asset SET tag = 'new'");
                        written.countDown();
                        await(mayEnd);
                        return rows;
                      }));
      assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(registry.assets().all(acme).getFirst().spec().tag()).isEmpty();
      mayEnd.countDown();
      assertThat(writer.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(registry.assets().all(acme).getFirst().spec().tag()).isEqualTo("new");
  }

  @Test
  void a_write_that_waits_too_long_is_told_to_try_later() throws Exception {
    DatabaseSettings impatient =
        switch (engine.databaseWithTables()) {
          case DatabaseSettings.Sqlite s -> new DatabaseSettings.Sqlite(s.file(), 1, 300);
          case DatabaseSettings.Postgresql p ->
              new DatabaseSettings.Postgresql(p.url(), p.user(), p.password(), 1, 300);
        };
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (RegistryDatabase other = RegistryDatabase.open(impatient);
        ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Transactions transactions = new Transactions(other);
      Future<Integer> holder =
          pool.submit(
              () ->
                  transactions.write(
                      handle -> {
                        written.countDown();
                        await(mayEnd);
                        return 1;
                      }));
      assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
      refused(RegistryError.REGISTRY_BUSY, () -> transactions.write(_ -> 2));
      mayEnd.countDown();
      assertThat(holder.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
