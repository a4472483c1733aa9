package io.millrace.pipeline.account;

import io.millrace.journal.Loss;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.TimeRange;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.DecodedItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The accounting reader: its fold, and what others may ask of its state. Asking is thread-safe;
 * before the reader has started all accounts are empty.
 */
public final class Accounts {
  private final AccountSettings settings;
  private final DecodeContext context;
  private volatile AccountState state;

  /** Empty accounts, until the reader runs. */
  public Accounts(AccountSettings settings, DecodeContext context) {
    this.settings = settings;
    this.context = context;
    this.state = new AccountState(settings, context);
  }

  /** What the reader does, for the live and bulk lanes. */
  public Fold<?, DecodedItem> fold() {
    return new AccountFold();
  }

  private final class AccountFold implements Fold<AccountState, DecodedItem> {
    @Override
    public AccountState restore(StateReader stored) {
      AccountState restored = new AccountState(settings, context);
      AccountStateCodec.restore(stored, restored, settings);
      state = restored;
      return restored;
    }

    @Override
    public AccountState apply(AccountState current, DecodedItem item) {
      current.apply(item);
      return current;
    }

    @Override
    public AccountState lost(AccountState current, Loss loss) {
      return current; // what is not there cannot be counted; the runtime shows the loss
    }

    @Override
    public void save(AccountState current, StateWriter writes) {
      AccountStateCodec.save(current, writes);
    }
  }

  /** Everything that was counted of a source. */
  public Account total(SourceId source) {
    return read(source, Account.ZERO, account -> account.total.view());
  }

  /** What was counted of a source by day (UTC, of receive time), both days included. */
  public SortedMap<LocalDate, Account> days(SourceId source, LocalDate from, LocalDate to) {
    return read(
        source,
        new TreeMap<>(),
        account -> {
          SortedMap<LocalDate, Account> days = new TreeMap<>();
          account
              .days
              .subMap(from.toEpochDay(), true, to.toEpochDay(), true)
              .forEach((day, counts) -> days.put(LocalDate.ofEpochDay(day), counts.view()));
          return days;
        });
  }

  /** The gaps of a source that touch a time, newest first. */
  public List<Gap> gaps(SourceId source, TimeRange range, int limit) {
    return read(
        source,
        List.of(),
        account ->
            account.gaps.descendingMap().values().stream()
                .filter(gap -> gap.fromNs() < range.toNs() && gap.toNs() >= range.fromNs())
                .limit(limit)
                .toList());
  }

  /** Every source that anything was counted of. */
  public List<SourceId> sources() {
    AccountState current = state;
    return locked(current, () -> List.copyOf(current.sources.keySet()));
  }

  /**
   * Checks that messages balance for every source and day, and samples for every source.
   *
   * @param fates what became of a source's samples; null if that is not known now
   * @return what does not balance; nothing, unless the program has a defect
   */
  public List<Imbalance> audit(Function<SourceId, @Nullable SampleFates> fates) {
    AccountState current = state;
    List<Imbalance> found = new ArrayList<>();
    locked(
        current,
        () -> {
          for (SourceAccount account : current.sources.values()) {
            check(account.id, "in total", account.total.view(), found);
            account.days.forEach(
                (day, counts) ->
                    check(account.id, "on " + LocalDate.ofEpochDay(day), counts.view(), found));
          }
          return true;
        });
    for (SourceId source : sources()) {
      SampleFates fate = fates.apply(source);
      if (fate != null && !fate.balances()) {
        found.add(new Imbalance(source, "Samples do not balance: " + fate + "."));
      }
    }
    return found;
  }

  private static void check(SourceId source, String when, Account account, List<Imbalance> found) {
    if (!account.balances()) {
      found.add(new Imbalance(source, "Messages do not balance " + when + ": " + account + "."));
    }
  }

  private <T> T read(SourceId source, T nothing, Function<SourceAccount, T> view) {
    AccountState current = state;
    return locked(
        current,
        () -> {
          SourceAccount account = current.sources.get(source);
          return account == null ? nothing : view.apply(account);
        });
  }

  private static <T> T locked(AccountState current, Supplier<T> view) {
    current.lock.readLock().lock();
    try {
      return view.get();
    } finally {
      current.lock.readLock().unlock();
    }
  }
}
