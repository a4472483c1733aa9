package io.millrace.history.blob;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps blobs. Thread-safe. A blob that was put can be read at once, and outlives a crash when
 * {@link #sync} has returned after it; until then it is among the incoming, which a start removes.
 * It stays until a sweep finds that nothing refers to it.
 */
public final class BlobStore {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String INCOMING = "incoming";

  private final Path folder;
  private final Path incoming;
  private final long maxBytes;
  // Shared by those who put; exclusive for deleting, so that nothing that was put again just now
  // is deleted.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Set<BlobAddress> unsynced = ConcurrentHashMap.newKeySet();

  /**
   * Opens the blobs in a folder, or makes it; what an earlier process did not make durable is
   * removed.
   *
   * @param maxBytes largest blob
   */
  public BlobStore(Path folder, long maxBytes) {
    this.folder = folder;
    this.incoming = folder.resolve(INCOMING);
    this.maxBytes = maxBytes;
    try {
      Files.createDirectories(incoming);
      try (Stream<Path> leftovers = Files.list(incoming)) {
        for (Path leftover : leftovers.toList()) {
          Files.delete(leftover);
        }
      }
    } catch (IOException e) {
      throw failed("cannot be opened", e);
    }
  }

  /**
   * Keeps a blob and returns its address. One that is there already costs no more than a look.
   *
   * @throws HistoryException with {@code HISTORY_BLOB_TOO_LARGE}, {@code HISTORY_DISK_FULL} or
   *     {@code HISTORY_STORAGE_FAILED}
   */
  public BlobAddress put(byte[] content) {
    checkSize(content.length);
    BlobAddress address = BlobAddress.of(content);
    lock.readLock().lock();
    try {
      if (!touch(address)) {
        Path file = incoming.resolve(UUID.randomUUID().toString());
        write(file, ByteBuffer.wrap(content));
        publish(file, address);
      }
      return address;
    } catch (IOException e) {
      throw failed("did not take a blob", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * As {@link #put(byte[])}, for content that need not fit into memory. Reads the stream to its end
   * and does not close it.
   */
  public BlobAddress put(InputStream content) throws IOException {
    Path file = incoming.resolve(UUID.randomUUID().toString());
    lock.readLock().lock();
    try {
      MessageDigest digest = BlobAddress.digest();
      copy(content, file, digest);
      BlobAddress address = BlobAddress.of(digest);
      if (touch(address)) {
        Files.delete(file);
      } else {
        publish(file, address);
      }
      return address;
    } finally {
      Files.deleteIfExists(file);
      lock.readLock().unlock();
    }
  }

  private void copy(InputStream content, Path file, MessageDigest digest) throws IOException {
    try (FileChannel out = newFile(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long total = 0;
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        total += read;
        checkSize(total);
        digest.update(buffer, 0, read);
        writeAll(out, ByteBuffer.wrap(buffer, 0, read));
      }
    }
  }

  private void checkSize(long bytes) {
    if (bytes > maxBytes) {
      throw new HistoryException(
          HistoryError.HISTORY_BLOB_TOO_LARGE,
          "A record's content may have up to " + maxBytes + " bytes; this one has more.");
    }
  }

  private static void write(Path file, ByteBuffer content) throws IOException {
    try (FileChannel out = newFile(file)) {
      writeAll(out, content);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static FileChannel newFile(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void writeAll(FileChannel out, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      out.write(content);
    }
  }

  /** Gives a complete file its name. */
  private void publish(Path file, BlobAddress address) throws IOException {
    unsynced.add(address);
    Files.move(file, incomingOf(address), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Makes all blobs durable that were put before this call. Whoever keeps their addresses calls it
   * before that is durable.
   *
   * @throws HistoryException with {@code HISTORY_DISK_FULL} or {@code HISTORY_STORAGE_FAILED}; then
   *     they are tried again by the next call
   */
  public synchronized void sync() {
    List<BlobAddress> fresh;
    lock.writeLock().lock(); // nobody is within a put
    try {
      fresh = List.copyOf(unsynced);
    } finally {
      lock.writeLock().unlock();
    }
    try {
      Set<Path> parents = new HashSet<>();
      for (BlobAddress address : fresh) {
        settle(address, parents);
      }
      for (Path parent : parents) {
        force(parent);
      }
      if (!parents.isEmpty()) {
        force(folder);
      }
    } catch (IOException e) {
      throw failed("did not make blobs durable", e);
    }
    lock.writeLock().lock();
    try {
      // One that was put twice at once may have come again meanwhile.
      fresh.stream()
          .filter(address -> Files.notExists(incomingOf(address)))
          .forEach(unsynced::remove);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Moves a blob to its place once its bytes are on disk. */
  private void settle(BlobAddress address, Set<Path> parents) throws IOException {
    Path parent = folder.resolve(address.sha256().substring(0, 2));
    if (parents.add(parent)) {
      Files.createDirectories(parent);
    }
    Path file = incomingOf(address);
    if (Files.exists(file)) { // else an earlier call moved it and then failed
      try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
        content.force(true);
      }
      Files.move(file, pathOf(address), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Marks a blob as wanted just now; says whether it is there. */
  private boolean touch(BlobAddress address) throws IOException {
    for (Path place : List.of(incomingOf(address), pathOf(address))) {
      try {
        Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
        return true;
      } catch (NoSuchFileException e) {
        // it may be in the other place
      }
    }
    return false;
  }

  /**
   * All bytes of a blob, checked against its address.
   *
   * @throws HistoryException with {@code HISTORY_BLOB_NOT_FOUND}, {@code HISTORY_BLOB_DAMAGED} or
   *     {@code HISTORY_STORAGE_FAILED}
   */
  public byte[] read(BlobAddress address) {
    try {
      byte[] content = located(address, Files::readAllBytes);
      if (!BlobAddress.of(content).equals(address)) {
        throw new HistoryException(
            HistoryError.HISTORY_BLOB_DAMAGED,
            "The content of " + address + " is not what it was when it was stored.");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw notFound(address);
    } catch (IOException e) {
      throw failed("cannot be read", e);
    }
  }

  /**
   * A blob as a stream, unchecked, for content that need not fit into memory. The caller closes it.
   *
   * @throws HistoryException with {@code HISTORY_BLOB_NOT_FOUND} or {@code HISTORY_STORAGE_FAILED}
   */
  public InputStream open(BlobAddress address) {
    try {
      return located(address, file -> Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw notFound(address);
    } catch (IOException e) {
      throw failed("cannot be read", e);
    }
  }

  /** How many bytes a blob has. */
  public long size(BlobAddress address) {
    try {
      return located(address, Files::size);
    } catch (NoSuchFileException e) {
      throw notFound(address);
    } catch (IOException e) {
      throw failed("cannot be read", e);
    }
  }

  /**
   * Deletes the blobs that are not wanted and that nobody put since some time.
   *
   * @param isWanted whether a blob is referred to
   * @param before blobs that were put then or later stay
   */
  BlobSweep.Outcome deleteUnless(Predicate<BlobAddress> isWanted, Instant before) {
    sync(); // what just came is looked at where it stays
    long kept = 0;
    long deleted = 0;
    long deletedBytes = 0;
    for (Path file : files()) {
      BlobAddress address = new BlobAddress(file.getFileName().toString());
      long bytes = isWanted.test(address) ? -1 : delete(file, before);
      if (bytes < 0) {
        kept++;
      } else {
        deleted++;
        deletedBytes += bytes;
      }
    }
    return new BlobSweep.Outcome(kept, deleted, deletedBytes);
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
      for (Path part : parts) {
        try (DirectoryStream<Path> blobs = Files.newDirectoryStream(part, "[0-9a-f]*")) {
          blobs.forEach(files::add);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw failed("cannot be listed", new IOException(e));
    } catch (IOException e) {
      throw failed("cannot be listed", e);
    }
    return files;
  }

  /** Deletes a blob if it is old enough; its size, or -1 if it stays. */
  private long delete(Path file, Instant before) {
    lock.writeLock().lock();
    try {
      if (!Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
        return -1;
      }
      long bytes = Files.size(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw failed("did not let go of a blob", e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private interface Access<T> {
    T at(Path file) throws IOException;
  }

  /** A blob is read where it came in or, once it is durable, where it stays. */
  private <T> T located(BlobAddress address, Access<T> access) throws IOException {
    if (unsynced.contains(address)) {
      try {
        return access.at(incomingOf(address));
      } catch (NoSuchFileException e) {
        // it was moved just now
      }
    }
    return access.at(pathOf(address));
  }

  private Path incomingOf(BlobAddress address) {
    return incoming.resolve(address.sha256());
  }

  private Path pathOf(BlobAddress address) {
    return folder.resolve(address.sha256().substring(0, 2)).resolve(address.sha256());
  }

  private static HistoryException notFound(BlobAddress address) {
    return new HistoryException(
        HistoryError.HISTORY_BLOB_NOT_FOUND,
        "There is no content " + address + "; it may have fallen to retention.");
  }

  private HistoryException failed(String what, IOException e) {
    return new HistoryException(
        isDiskFull(e) ? HistoryError.HISTORY_DISK_FULL : HistoryError.HISTORY_STORAGE_FAILED,
        "The folder " + folder + " for records " + what + ": " + e.getMessage(),
        e);
  }

  private boolean isDiskFull(IOException e) {
    try {
      FileStore disk = Files.getFileStore(folder);
      return !(e instanceof NoSuchFileException) && disk.getUsableSpace() < BUFFER_BYTES;
    } catch (IOException ignored) {
      return false;
    }
  }
}
