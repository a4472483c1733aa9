package io.millrace.registry.work;

import io.millrace.model.time.NanoClock;
import io.millrace.registry.change.Actor;
import io.millrace.registry.database.Transactions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs units of work, one at a time, and tells listeners. Thread-safe. */
public final class Writes {
  private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

  private final Transactions transactions;
  private final NanoClock clock;
  private final SearchDocuments documents;
  private final List<Consumer<Committed>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> contextListeners = new CopyOnWriteArrayList<>();

  public Writes(Transactions transactions, NanoClock clock, SearchDocuments documents) {
    this.transactions = transactions;
    this.clock = clock;
    this.documents = documents;
  }

  /**
   * Runs a unit of work. Whatever it throws undoes all of it.
   *
   * @throws io.millrace.registry.error.RegistryException as {@link Transactions#write}
   */
  public <T extends @Nullable Object> T run(Actor actor, Function<UnitOfWork, T> work) {
    UnitOfWork[] unit = new UnitOfWork[1];
    T result =
        transactions.write(
            handle -> {
              unit[0] = new UnitOfWork(handle, actor, clock.nowNs(), documents);
              T made = work.apply(unit[0]);
              unit[0].flush();
              return made;
            });
    tell(unit[0]);
    return result;
  }

  /**
   * Adds a listener that is called after each commit, in the thread of the caller; keep it short.
   */
  public void onCommit(Consumer<Committed> listener) {
    listeners.add(listener);
  }

  /** Adds a listener that is called after each commit that left something in the outbox. */
  public void onContext(Runnable listener) {
    contextListeners.add(listener);
  }

  private void tell(UnitOfWork unit) {
    Committed committed = unit.committed();
    if (committed.lastChange() >= committed.firstChange()) {
      listeners.forEach(listener -> call(() -> listener.accept(committed)));
    }
    if (unit.hasContext()) {
      contextListeners.forEach(Writes::call);
    }
  }

  /** The change is committed: a listener's failure is its own. */
  private static void call(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("A listener to changes of the registry failed.", e);
    }
  }
}
