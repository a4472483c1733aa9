package io.millrace.app.process;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A data folder and the lock on it. The operating system's lock on {@code millrace.lock} decides
 * who holds the folder, so that a crash leaves nothing behind; the file's text only tells who. The
 * file is never deleted: deleting it would let two processes lock two files of one name.
 */
public final class DataFolder {
  private static final int LONGEST_TEXT = 16 * 1024;
  private static final int MOST_ATTEMPTS = 25;
  private static final long ATTEMPT_PAUSE_NS = 20_000_000;

  private final Path folder;

  public DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Absolute. */
  public Path path() {
    return folder;
  }

  /** Where rotating log files and the output of background processes go. */
  public Path logs() {
    return folder.resolve("log");
  }

  private Path lockFile() {
    return folder.resolve("millrace.lock");
  }

  /**
   * Takes the folder for this process, making it when it is not there, readable by its owner alone.
   *
   * @throws AppException {@link AppError#DATA_FOLDER_IN_USE} saying by whom and since when, or
   *     {@link AppError#DATA_FOLDER_UNUSABLE}
   */
  public HeldDataFolder hold(Holder holder) {
    FileChannel channel = open();
    try {
      if (!tryLock(channel)) {
        throw new AppException(AppError.DATA_FOLDER_IN_USE, inUse(folder, readHolder(channel)));
      }
      HeldDataFolder held = new HeldDataFolder(this, channel, holder);
      held.write();
      return held;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Makes the folder if it is not there, for its owner alone. */
  public void make() {
    try {
      if (!Files.exists(folder)) {
        Files.createDirectories(folder);
        makePrivate();
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private FileChannel open() {
    make();
    try {
      return FileChannel.open(
          lockFile(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void makePrivate() throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /**
   * Takes the lock if it is free. Tries for a moment when nobody seems to hold it, because whoever
   * asks {@link #holding} has it for an instant.
   *
   * <p>The channel of a failed attempt stays open: POSIX drops all of a process's locks on a file
   * as soon as it closes any descriptor of it, and the holder may be this process.
   */
  private static boolean tryLock(FileChannel channel) throws IOException {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        if (channel.tryLock() != null) {
          return true;
        }
      } catch (OverlappingFileLockException e) {
        return false; // held by this very process
      }
      if (readHolder(channel).isPresent()) {
        return false;
      }
      LockSupport.parkNanos(ATTEMPT_PAUSE_NS);
    }
    return false;
  }

  /**
   * Who holds the folder now. The text is missing for the moment in which a holder writes it. Never
   * called by the holding process itself, which would lose its lock (see {@link #tryLock}).
   *
   * @return empty when nobody holds it
   */
  public Optional<Holding> holding() {
    if (!Files.exists(lockFile())) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(lockFile(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        lock.release();
        return Optional.empty();
      }
      return Optional.of(new Holding(readHolder(channel)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static Optional<Holder> readHolder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
    while (text.hasRemaining() && channel.read(text, text.position()) > 0) {
      // reads on to the end
    }
    return Holder.parse(StandardCharsets.UTF_8.decode(text.flip()).toString());
  }

  /** What is said to whoever wants a folder that is held. */
  public static String inUse(Path folder, Optional<Holder> holder) {
    return "The data folder "
        + folder
        + " is in use by "
        + holder.map(Holder::describe).orElse("another process")
        + ". Stop it with 'millrace stop', or choose another folder with --data and other ports.";
  }

  private AppException unusable(IOException cause) {
    return new AppException(
        AppError.DATA_FOLDER_UNUSABLE,
        "The data folder " + folder + " cannot be used: " + cause + ".",
        cause);
  }

  /**
   * That a folder is held.
   *
   * @param holder by whom, if that could be read
   */
  public record Holding(Optional<Holder> holder) {}
}
