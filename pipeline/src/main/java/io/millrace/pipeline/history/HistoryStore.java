package io.millrace.pipeline.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.history.History;
import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.error.MillraceException;
import io.millrace.pipeline.decode.BlobSink;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history reader's cursor and state in history's checkpoints, so that they are one write
 * with the samples.
 *
 * <p>A commit is in memory at once, as the samples are: what {@link #committed} says, history
 * holds. On disk it is when the next checkpoint is, which history asks for when enough has come.
 */
final class HistoryStore implements ReaderStore {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryStore.class);
  private static final byte VERSION = 1;
  private static final int MOST_LOSSES = 100;

  private final History history;
  private final BlobSink blobs;
  private final NavigableMap<byte[], byte[]> state = new TreeMap<>(Arrays::compareUnsigned);
  private final Runnable atCheckpoint;
  private boolean blobsFailed;
  private volatile Cursor committed = Cursor.START;
  private volatile Cursor durable = Cursor.START;
  private volatile List<Loss> losses = List.of();
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

  /**
   * The state of history's last checkpoint.
   *
   * @param blobs are made durable before each checkpoint, which may name them
   * @param atCheckpoint called on the reader's thread when a checkpoint has gathered everything
   */
  HistoryStore(History history, BlobSink blobs, Runnable atCheckpoint) {
    this.history = history;
    this.blobs = blobs;
    this.atCheckpoint = atCheckpoint;
    byte[] stored = history.cursor();
    if (stored.length > 0) {
      decode(stored);
    }
  }

  @Override
  public Cursor committed() {
    return committed;
  }

  @Override
  public StateReader state() {
    return new StateReader() {
      @Override
      public byte @Nullable [] get(byte[] key) {
        return state.get(key);
      }

      @Override
      public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
        state
            .tailMap(prefix, true)
            .forEach(
                (key, value) -> {
                  if (key.length >= prefix.length
                      && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                    each.accept(key, value);
                  }
                });
      }
    };
  }

  @Override
  public void commit(Cursor cursor, StateChanges changes, List<Loss> newLosses) {
    changes.writeTo(
        new StateWriter() {
          @Override
          public void put(byte[] key, byte[] value) {
            state.put(key, value);
          }

          @Override
          public void delete(byte[] key) {
            state.remove(key);
          }
        });
    if (!newLosses.isEmpty()) {
      List<Loss> all = new ArrayList<>(losses);
      all.addAll(newLosses);
      losses = List.copyOf(all.subList(Math.max(0, all.size() - MOST_LOSSES), all.size()));
    }
    committed = cursor;
    checkpointIfDue();
  }

  /** Makes a checkpoint if history wants one. */
  void checkpointIfDue() {
    if (history.checkpointDue()) {
      checkpoint();
    }
  }

  /** Whether the disk is busy with a checkpoint. */
  boolean isCheckpointUnderWay() {
    return !underWay.isDone();
  }

  private void checkpoint() {
    try {
      blobs.sync();
    } catch (MillraceException e) {
      if (!blobsFailed) {
        LOG.warn("Records could not be made durable; history makes no checkpoint until then.", e);
      }
      blobsFailed = true;
      underWay = CompletableFuture.failedFuture(e);
      return;
    }
    blobsFailed = false;
    Cursor cursor = committed;
    underWay =
        history
            .checkpoint(encode(cursor))
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    durable = cursor;
                  } else {
                    LOG.warn(
                        "A checkpoint of history failed; the next one takes its place.", failure);
                  }
                });
    atCheckpoint.run();
  }

  @Override
  public Cursor durable() {
    return durable;
  }

  /** Waits for the checkpoint under way, and makes one if it did not cover the last commit. */
  @Override
  public void sync() {
    await();
    if (!durable.equals(committed)) {
      checkpoint();
      await();
    }
  }

  private void await() {
    try {
      underWay.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        underWay = CompletableFuture.completedFuture(null);
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public List<Loss> losses() {
    return losses;
  }

  private byte[] encode(Cursor cursor) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      write(out, cursor.encode());
      out.writeInt(state.size());
      for (var entry : state.entrySet()) {
        write(out, entry.getKey());
        write(out, entry.getValue());
      }
      out.writeInt(losses.size());
      for (Loss loss : losses) {
        out.writeInt(loss.partition());
        out.writeLong(loss.fromOffset());
        out.writeLong(loss.nextOffset());
        write(out, loss.reason().name().getBytes(UTF_8));
        write(out, loss.detail().getBytes(UTF_8));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void decode(byte[] stored) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored));
      if (in.readByte() != VERSION) {
        throw unreadable(null);
      }
      committed = Cursor.decode(read(in));
      durable = committed;
      for (int left = in.readInt(); left > 0; left--) {
        state.put(read(in), read(in));
      }
      List<Loss> restored = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        restored.add(
            new Loss(
                in.readInt(),
                in.readLong(),
                in.readLong(),
                Loss.Reason.valueOf(new String(read(in), UTF_8)),
                new String(read(in), UTF_8)));
      }
      losses = List.copyOf(restored);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a length of " + length);
    }
    return in.readNBytes(length);
  }

  private static PipelineException unreadable(@Nullable Throwable cause) {
    return new PipelineException(
        PipelineError.PIPELINE_STATE_UNREADABLE,
        "The cursor in history's checkpoint is not in a form that this version reads.",
        cause);
  }
}
