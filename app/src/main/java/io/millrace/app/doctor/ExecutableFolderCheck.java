package io.millrace.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether code may be loaded from the folder that native libraries are unpacked to: a mount with
 * {@code noexec} forbids it.
 *
 * @param mounts the kernel's table of mounts, {@code /proc/mounts}
 */
record ExecutableFolderCheck(Path folder, Path mounts) implements Check {
  private static final String SUBJECT = "native libraries";

  @Override
  public Finding look() {
    if (!Files.isReadable(mounts)) {
      return Finding.good(SUBJECT, "in " + folder);
    }
    try {
      Optional<Mount> mount = mountOf(ExistingFolder.above(folder).toRealPath());
      if (mount.filter(Mount::isNoexec).isPresent()) {
        return Finding.problem(
            SUBJECT,
            folder + " is on " + mount.get().point() + ", which is mounted noexec",
            "Mount it without noexec, or move the program and data.folder to another disk.");
      }
      return Finding.good(SUBJECT, "in " + folder);
    } catch (IOException e) {
      return Finding.warning(
          SUBJECT, "in " + folder + "; the mounts cannot be read: " + e.getMessage(), "None.");
    }
  }

  private Optional<Mount> mountOf(Path real) throws IOException {
    List<Mount> all = new ArrayList<>();
    for (String line : Files.readAllLines(mounts)) {
      String[] fields = line.split(" ");
      if (fields.length >= 4) {
        all.add(new Mount(Path.of(fields[1].replace("\\040", " ")), List.of(fields[3].split(","))));
      }
    }
    return all.stream()
        .filter(mount -> real.startsWith(mount.point()))
        .max(Comparator.comparingInt(mount -> mount.point().getNameCount()));
  }

  private record Mount(Path point, List<String> options) {
    boolean isNoexec() {
      return options.contains("noexec");
    }
  }
}
