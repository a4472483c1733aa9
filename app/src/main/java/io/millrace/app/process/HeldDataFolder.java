package io.millrace.app.process;

import io.millrace.app.server.ServerAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A data folder that this process holds until {@link #close}. Thread-safe. */
public final class HeldDataFolder implements AutoCloseable {
  private final DataFolder folder;
  private final FileChannel channel;
  private Holder holder;

  HeldDataFolder(DataFolder folder, FileChannel channel, Holder holder) {
    this.folder = folder;
    this.channel = channel;
    this.holder = holder;
  }

  /** The folder. */
  public DataFolder folder() {
    return folder;
  }

  /** Tells others where the server listens. */
  public synchronized void listeningAt(ServerAddresses addresses) {
    holder = holder.listeningAt(addresses);
    write();
  }

  /** Tells others of the plant's process, or that it is gone. */
  public synchronized void plantIs(Optional<Long> pid) {
    holder = holder.withPlant(pid);
    write();
  }

  synchronized void write() {
    try {
      ByteBuffer text = ByteBuffer.wrap(holder.toText().getBytes(StandardCharsets.UTF_8));
      int length = text.remaining();
      while (text.hasRemaining()) {
        channel.write(text, text.position());
      }
      channel.truncate(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets others have the folder. */
  @Override
  public synchronized void close() {
    try {
      if (channel.isOpen()) {
        channel.truncate(0);
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
