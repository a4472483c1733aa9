package io.millrace.journal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The failing disk of one folder, as seen from the test and from the process that has it. */
public final class FaultDisk {
  /** EIO. */
  public static final int INPUT_OUTPUT_ERROR = 5;

  private static final int FSYNC_ERRNO = 0;
  private static final int WRITE_ERRNO = 4;
  private static final int BUDGET = 8;
  private static final int FSYNC_DELAY_US = 16;
  private static final int CUT_NOW = 20;
  private static final int CUT_AFTER = 24;
  private static final int SEED = 32;
  private static final int OPERATIONS = 40;
  private static final String CONTROL = "FAULT_CONTROL";

  private final Path folder;
  private final Path control;
  private final MappedByteBuffer memory;

  private FaultDisk(Path folder, Path control) throws IOException {
    this.folder = folder;
    this.control = control;
    try (FileChannel channel =
        FileChannel.open(
            control,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
      memory.order(ByteOrder.nativeOrder());
    }
  }

  /** A disk for a folder that is or will be below {@code workshop}; without faults so far. */
  public static FaultDisk below(Path workshop, String name, long seed) throws IOException {
    Path folder = Files.createDirectories(workshop.resolve(name)).toRealPath();
    Files.createDirectories(workshop.resolve("backup"));
    FaultDisk disk = new FaultDisk(folder, workshop.resolve("control"));
    disk.memory.putLong(SEED, seed);
    disk.memory.putInt(CUT_NOW, 0);
    disk.cutAfter(-1);
    disk.budget(-1);
    disk.failFsync(0);
    disk.failWrite(0);
    return disk;
  }

  /** The disk of this process, which was started with {@link #environment}. */
  static FaultDisk ofThisProcess() throws IOException {
    String file = System.getenv(CONTROL);
    String folder = System.getenv("FAULT_FOLDER");
    if (file == null || folder == null) {
      throw new IllegalStateException("This process has no failing disk.");
    }
    return new FaultDisk(Path.of(folder), Path.of(file));
  }

  /** The folder that is on the failing disk. */
  public Path folder() {
    return folder;
  }

  /** What a child process must have in its environment. */
  public Map<String, String> environment() throws IOException {
    Path backup = control.resolveSibling("backup").toRealPath();
    return Map.of(
        "LD_PRELOAD",
        library().toString(),
        "FAULT_FOLDER",
        folder.toString(),
        "FAULT_BACKUP",
        backup.toString(),
        CONTROL,
        control.toString());
  }

  /** Fsync fails with this errno from now on; 0 ends it. */
  public void failFsync(int errno) {
    memory.putInt(FSYNC_ERRNO, errno);
  }

  /** Write fails with this errno from now on; 0 ends it. */
  public void failWrite(int errno) {
    memory.putInt(WRITE_ERRNO, errno);
  }

  /** So many bytes may still be written; -1 for any number. */
  public void budget(long bytes) {
    memory.putLong(BUDGET, bytes);
  }

  /** Each fsync takes so much longer. */
  public void delayFsync(int microseconds) {
    memory.putInt(FSYNC_DELAY_US, microseconds);
  }

  /** The power fails after so many more operations; -1 for never. */
  public void cutAfter(long operations) {
    memory.putLong(CUT_AFTER, operations);
  }

  /** The power fails at the next operation. */
  public void cutNow() {
    memory.putInt(CUT_NOW, 1);
  }

  /** Operations so far. */
  public long operations() {
    return memory.getLong(OPERATIONS);
  }

  /** The library, made with gcc for each test JVM; without gcc the test is skipped. */
  private static Path library() throws IOException {
    return Library.FILE;
  }

  private static final class Library {
    static final Path FILE = make();

    private static Path make() {
      Path library = Path.of("target", "faultdisk.so").toAbsolutePath();
      try {
        Files.createDirectories(library.getParent());
        Process compiler =
            new ProcessBuilder(
                    "gcc",
                    "-std=gnu11",
                    "-O2",
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-shared",
                    "-fPIC",
                    "-o",
                    library.toString(),
                    Path.of("src", "test", "c", "faultdisk.c").toString(),
                    "-ldl",
                    "-lpthread")
                .inheritIO()
                .start();
        assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(compiler.exitValue()).isZero();
      } catch (IOException e) {
        Assumptions.abort("There is no gcc, so the disk cannot be made to fail: install it.");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return library;
    }
  }
}
