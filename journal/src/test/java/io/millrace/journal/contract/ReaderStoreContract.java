package io.millrace.journal.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store with keyed state promises to readers. */
public abstract class ReaderStoreContract {
  /** Opens the store of a reader; the same name gives the same state, also after closing. */
  protected abstract ReaderStore open(String reader);

  /** Closes all stores, as a clean stop of the process does. */
  protected abstract void closeAll();

  private static final Cursor FIRST = Cursor.START.with(0, 10).with(2, 3);
  private static final Cursor SECOND = Cursor.START.with(0, 25).with(2, 3);

  @Test
  void a_new_reader_stands_at_the_start_without_state() {
    ReaderStore store = open("new");

    assertThat(store.committed()).isEqualTo(Cursor.START);
    assertThat(store.durable()).isEqualTo(Cursor.START);
    assertThat(store.state().get(bytes("a"))).isNull();
    assertThat(store.losses()).isEmpty();
  }

  @Test
  void law6_state_and_cursor_are_there_together_after_opening_again() {
    ReaderStore store = open("a");
    store.commit(FIRST, changes("x=1", "y=2"), List.of());
    store.commit(SECOND, changes("x=3", "y="), List.of());
    closeAll();

    ReaderStore again = open("a");

    assertThat(again.committed()).isEqualTo(SECOND);
    assertThat(scan(again, "")).containsExactly("x=3");
  }

  @Test
  void readers_do_not_see_each_other() {
    open("a").commit(FIRST, changes("x=1"), List.of());
    open("ab").commit(SECOND, changes("x=2", "xx=3"), List.of());

    assertThat(scan(open("a"), "")).containsExactly("x=1");
    assertThat(scan(open("ab"), "")).containsExactly("x=2", "xx=3");
    assertThat(open("a").committed()).isEqualTo(FIRST);
  }

  @Test
  void a_scan_yields_what_begins_with_the_prefix_in_order() {
    ReaderStore store = open("a");
    store.commit(FIRST, changes("p/2=b", "p/1=a", "q/1=c", "p=d"), List.of());

    assertThat(scan(store, "p/")).containsExactly("p/1=a", "p/2=b");
    assertThat(scan(store, "")).containsExactly("p=d", "p/1=a", "p/2=b", "q/1=c");
    assertThat(scan(store, "z")).isEmpty();
  }

  @Test
  void the_durable_cursor_follows_at_a_sync() {
    ReaderStore store = open("a");
    store.commit(FIRST, changes("x=1"), List.of());
    assertThat(store.durable()).isEqualTo(Cursor.START);

    store.sync();

    assertThat(store.durable()).isEqualTo(FIRST);
  }

  @Test
  void law2_losses_are_recorded_and_the_oldest_are_dropped_beyond_a_bound() {
    ReaderStore store = open("a");
    store.commit(FIRST, changes(), List.of(loss(1), loss(2)));
    assertThat(store.losses()).containsExactly(loss(1), loss(2));

    for (int i = 3; i <= 1_200; i++) {
      store.commit(FIRST, changes(), List.of(loss(i)));
    }

    assertThat(store.losses()).hasSize(1_000).endsWith(loss(1_199), loss(1_200));
  }

  private static Loss loss(int n) {
    return new Loss(1, n, n + 5, Loss.Reason.DAMAGED, "Block " + n + " is dämaged.");
  }

  private static StateChanges changes(String... assignments) {
    StateChanges changes = new StateChanges();
    for (String assignment : assignments) {
      int at = assignment.indexOf('=');
      if (at == assignment.length() - 1) {
        changes.delete(bytes(assignment.substring(0, at)));
      } else {
        changes.put(bytes(assignment.substring(0, at)), bytes(assignment.substring(at + 1)));
      }
    }
    return changes;
  }

  private static List<String> scan(ReaderStore store, String prefix) {
    List<String> found = new ArrayList<>();
    store
        .state()
        .scan(
            bytes(prefix),
            (key, value) -> found.add(new String(key, UTF_8) + "=" + new String(value, UTF_8)));
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
