package io.millrace.history.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
import io.millrace.history.store.Commit;
import io.millrace.history.store.Replacement;
import io.millrace.history.store.Row;
import io.millrace.history.store.SideRow;
import io.millrace.model.id.PointId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ChunkStore}. An engine extends this and says how to open and to crash. */
public abstract class ChunkStoreContract {
  private static final PointId ONE = new PointId(new UUID(1, 1));
  private static final PointId OTHER = new PointId(new UUID(-1, 2));

  private ChunkStore store;

  /** Opens the engine on what is there; on nothing the first time. */
  protected abstract ChunkStore open();

  /** Drops the engine as a crash would: nothing is flushed, nothing is said. */
  protected abstract void crash(ChunkStore dropped);

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  private void restartAfterCrash() {
    crash(store);
    store = open();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private Replacement chunks(PointId point, int bucket, Row... rows) {
    return new Replacement(
        point, bucket, store.nextVersion(), List.of(rows), List.of(), List.of(), List.of());
  }

  private void commit(String state) {
    store.commit(new Commit(store.nextVersion(), bytes(state)));
  }

  private List<String> chunksOf(PointId point, int bucket) {
    List<String> found = new ArrayList<>();
    store.chunks(
        point,
        bucket,
        0,
        (b, number, bytes) -> {
          found.add(number + "=" + new String(bytes, UTF_8));
          return true;
        });
    return found;
  }

  private List<String> pagesOf(PointId point, int from, int to, Order order) {
    List<String> found = new ArrayList<>();
    store.pages(
        point,
        from,
        to,
        order,
        (bucket, number, bytes) -> {
          found.add(bucket + "/" + number + "=" + new String(bytes, UTF_8));
          return true;
        });
    return found;
  }

  @Test
  void a_new_store_has_committed_nothing() {
    assertThat(store.lastCommit().version()).isZero();
    assertThat(store.lastCommit().state()).isEmpty();
    assertThat(store.chunk(ONE, 0, 0)).isNull();
    assertThat(chunksOf(ONE, 0)).isEmpty();
  }

  @Test
  void what_was_replaced_is_seen_after_the_commit_and_not_before() {
    store.replace(chunks(ONE, 3, new Row(0, bytes("a"))));
    assertThat(store.chunk(ONE, 3, 0)).isNull();
    commit("first");
    assertThat(store.chunk(ONE, 3, 0)).isEqualTo(bytes("a"));
  }

  @Test
  void a_commit_and_all_before_it_survive_a_crash() {
    store.replace(chunks(ONE, 3, new Row(0, bytes("a"))));
    store.replace(chunks(OTHER, -5, new Row(7, bytes("b"))));
    store.put(
        store.nextVersion(), new SideRow(SideRow.Kind.POINT, ONE.value(), new byte[0]), bytes("p"));
    commit("cursor");
    long version = store.lastCommit().version();
    restartAfterCrash();
    assertThat(store.lastCommit().version()).isEqualTo(version);
    assertThat(store.lastCommit().state()).isEqualTo(bytes("cursor"));
    assertThat(chunksOf(ONE, 3)).containsExactly("0=a");
    assertThat(chunksOf(OTHER, -5)).containsExactly("7=b");
    assertThat(store.row(new SideRow(SideRow.Kind.POINT, ONE.value(), new byte[0])))
        .isEqualTo(bytes("p"));
  }

  @Test
  void what_was_not_committed_is_gone_after_a_crash_and_stays_gone() {
    store.replace(chunks(ONE, 3, new Row(0, bytes("old"))));
    commit("first");
    store.replace(chunks(ONE, 3, new Row(0, bytes("never")), new Row(1, bytes("never"))));
    store.put(
        store.nextVersion(),
        new SideRow(SideRow.Kind.POINT, ONE.value(), new byte[0]),
        bytes("never"));
    restartAfterCrash();
    assertThat(chunksOf(ONE, 3)).containsExactly("0=old");
    // Later commits, of other rows, must not bring it back.
    store.replace(chunks(OTHER, 3, new Row(0, bytes("other"))));
    commit("second");
    store.replace(chunks(OTHER, 3, new Row(1, bytes("other"))));
    commit("third");
    restartAfterCrash();
    assertThat(chunksOf(ONE, 3)).containsExactly("0=old");
    assertThat(store.row(new SideRow(SideRow.Kind.POINT, ONE.value(), new byte[0]))).isNull();
  }

  @Test
  void rows_are_replaced_and_removed() {
    store.replace(
        chunks(ONE, 3, new Row(0, bytes("a")), new Row(1, bytes("b")), new Row(2, bytes("c"))));
    commit("first");
    store.replace(
        new Replacement(
            ONE,
            3,
            store.nextVersion(),
            List.of(new Row(1, bytes("B")), new Row(5, bytes("d"))),
            List.of(0),
            List.of(),
            List.of()));
    assertThat(chunksOf(ONE, 3)).containsExactly("0=a", "1=b", "2=c");
    commit("second");
    assertThat(chunksOf(ONE, 3)).containsExactly("1=B", "2=c", "5=d");
  }

  @Test
  void chunks_are_visited_by_number_from_a_number_on_and_within_their_bucket() {
    store.replace(chunks(ONE, 3, new Row(300, bytes("c")), new Row(2, bytes("a"))));
    store.replace(chunks(ONE, 3, new Row(256, bytes("b"))));
    store.replace(chunks(ONE, 4, new Row(0, bytes("x"))));
    store.replace(chunks(OTHER, 3, new Row(0, bytes("y"))));
    commit("first");
    assertThat(chunksOf(ONE, 3)).containsExactly("2=a", "256=b", "300=c");
    List<Integer> numbers = new ArrayList<>();
    store.chunks(
        ONE,
        3,
        3,
        (bucket, number, bytes) -> {
          numbers.add(number);
          return false;
        });
    assertThat(numbers).containsExactly(256);
  }

  @Test
  void pages_are_visited_by_bucket_and_number_in_both_directions_also_before_the_epoch() {
    for (int bucket : new int[] {2, -1, 0, 1}) {
      store.replace(
          new Replacement(
              ONE,
              bucket,
              store.nextVersion(),
              List.of(),
              List.of(),
              List.of(new Row(1, bytes("b")), new Row(0, bytes("a"))),
              List.of()));
    }
    commit("first");
    assertThat(pagesOf(ONE, -1, 1, Order.ASCENDING))
        .containsExactly("-1/0=a", "-1/1=b", "0/0=a", "0/1=b", "1/0=a", "1/1=b");
    assertThat(pagesOf(ONE, 0, 2, Order.DESCENDING))
        .containsExactly("2/1=b", "2/0=a", "1/1=b", "1/0=a", "0/1=b", "0/0=a");
    assertThat(pagesOf(ONE, Integer.MIN_VALUE, Integer.MAX_VALUE, Order.ASCENDING)).hasSize(8);
    assertThat(pagesOf(OTHER, Integer.MIN_VALUE, Integer.MAX_VALUE, Order.ASCENDING)).isEmpty();
  }

  @Test
  void side_rows_are_visited_by_key_within_kind_and_owner() {
    UUID owner = new UUID(5, 5);
    for (byte key : new byte[] {3, 1, (byte) 200, 2}) {
      store.put(
          store.nextVersion(),
          new SideRow(SideRow.Kind.FRAME_BY_TIME, owner, new byte[] {key}),
          bytes("v" + (key & 0xff)));
    }
    store.put(
        store.nextVersion(),
        new SideRow(SideRow.Kind.FRAME, owner, new byte[] {2}),
        bytes("other kind"));
    store.put(
        store.nextVersion(),
        new SideRow(SideRow.Kind.FRAME_BY_TIME, new UUID(5, 6), new byte[] {2}),
        bytes("other owner"));
    commit("first");
    store.put(
        store.nextVersion(), new SideRow(SideRow.Kind.FRAME_BY_TIME, owner, new byte[] {1}), null);
    commit("second");
    List<String> found = new ArrayList<>();
    store.rows(
        SideRow.Kind.FRAME_BY_TIME,
        owner,
        new byte[] {1},
        new byte[] {(byte) 255},
        (key, value) -> {
          found.add((key[0] & 0xff) + "=" + new String(value, UTF_8));
          return true;
        });
    assertThat(found).containsExactly("2=v2", "3=v3", "200=v200");
  }

  @Test
  void a_version_that_is_not_the_next_is_refused() {
    long next = store.nextVersion();
    Replacement outOfDate =
        new Replacement(
            ONE, 0, next - 1, List.of(new Row(0, bytes("a"))), List.of(), List.of(), List.of());
    assertThatThrownBy(() -> store.replace(outOfDate))
        .isInstanceOf(HistoryException.class)
        .extracting(e -> ((HistoryException) e).code())
        .isEqualTo(HistoryError.HISTORY_WRITER_FENCED);
    assertThatThrownBy(() -> store.commit(new Commit(next + 5, bytes("x"))))
        .isInstanceOf(HistoryException.class);
  }

  @Test
  void versions_ascend_over_crashes() {
    commit("first");
    long first = store.lastCommit().version();
    store.replace(chunks(ONE, 0, new Row(0, bytes("never"))));
    restartAfterCrash();
    assertThat(store.nextVersion()).isGreaterThan(first);
    commit("second");
    assertThat(store.lastCommit().version()).isGreaterThan(first);
  }

  @Test
  void a_closed_store_says_so() {
    store.close();
    assertThatThrownBy(() -> store.chunk(ONE, 0, 0))
        .isInstanceOf(HistoryException.class)
        .extracting(e -> ((HistoryException) e).code())
        .isEqualTo(HistoryError.HISTORY_CLOSED);
    store = open();
  }
}
