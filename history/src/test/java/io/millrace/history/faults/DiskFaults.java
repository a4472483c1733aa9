package io.millrace.history.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What goes wrong with a folder's disk, set by the test or by the process that has it. */
public final class DiskFaults {
  private static final String CONTROL = "FAULT_CONTROL";
  private static final Path SOURCE = Path.of("..", "journal", "src", "test", "c", "faultdisk.c");
  // Where the library looks; see its head.
  private static final int BUDGET = 8;
  private static final int CUT_AFTER = 24;
  private static final int SEED = 32;
  private static final int CONTROL_BYTES = 4096;

  private final MappedByteBuffer memory;

  private DiskFaults(Path control) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            control,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, CONTROL_BYTES);
      memory.order(ByteOrder.nativeOrder());
    }
  }

  /** A disk without faults so far, controlled by a file in a folder. */
  static DiskFaults in(Path workshop, long seed) throws IOException {
    DiskFaults faults = new DiskFaults(workshop.resolve("control"));
    faults.memory.putLong(SEED, seed);
    faults.cutAfter(-1);
    faults.budget(-1);
    return faults;
  }

  /** The disk of this process, which was started with {@link #environment}. */
  static DiskFaults ofThisProcess() throws IOException {
    String control = System.getenv(CONTROL);
    if (control == null) {
      throw new IllegalStateException("This process has no failing disk.");
    }
    return new DiskFaults(Path.of(control));
  }

  /** What a process must have in its environment, so that a folder of a workshop is on the disk. */
  static Map<String, String> environment(Path workshop, Path folder) throws IOException {
    Path backup = Files.createDirectories(workshop.resolve("backup"));
    return Map.of(
        "LD_PRELOAD",
        Library.FILE.toString(),
        "FAULT_FOLDER",
        Files.createDirectories(folder).toRealPath().toString(),
        "FAULT_BACKUP",
        backup.toRealPath().toString(),
        CONTROL,
        workshop.resolve("control").toString());
  }

  /** So many bytes may still be written; -1 for any number. */
  void budget(long bytes) {
    memory.putLong(BUDGET, bytes);
  }

  /** The power fails after so many more operations; -1 for never. */
  void cutAfter(long operations) {
    memory.putLong(CUT_AFTER, operations);
  }

  private static final class Library {
    static final Path FILE = make();

    private static Path make() {
      Path library = Path.of("target", "faultdisk.so").toAbsolutePath();
      try {
        Files.createDirectories(library.getParent());
        Process compiler =
            new ProcessBuilder(
                    List.of(
                        "gcc",
                        "-std=gnu11",
                        "-O2",
                        "-shared",
                        "-fPIC",
                        "-o",
                        library.toString(),
                        SOURCE.toString(),
                        "-ldl",
                        "-lpthread"))
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
