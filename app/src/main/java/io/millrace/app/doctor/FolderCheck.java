package io.millrace.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether the data folder can be made or written, and others keep out. */
record FolderCheck(Path folder) implements Check {
  private static final String SUBJECT = "data folder";

  @Override
  public Finding look() {
    if (!Files.exists(folder)) {
      Path parent = ExistingFolder.above(folder);
      return Files.isWritable(parent)
          ? Finding.good(SUBJECT, folder + " is made at the first start")
          : Finding.problem(
              SUBJECT,
              folder + " cannot be made: " + parent + " may not be written",
              "Choose another folder with data.folder, or: sudo install -d -o \"$USER\" -m 700 '"
                  + folder
                  + "'");
    }
    if (!Files.isDirectory(folder)) {
      return Finding.problem(
          SUBJECT, folder + " is not a folder", "Choose another one with data.folder.");
    }
    if (!Files.isWritable(folder)) {
      return Finding.problem(
          SUBJECT,
          folder + " may not be written by this user",
          "Run as its owner, or: sudo chown -R \"$USER\" '" + folder + "'");
    }
    return othersMayEnter()
        ? Finding.warning(
            SUBJECT,
            folder + " may be read by other users; it holds credentials' hashes and all data",
            "Run: chmod 700 '" + folder + "'")
        : Finding.good(SUBJECT, folder + " is ours alone");
  }

  private boolean othersMayEnter() {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
      return permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // a file system without such permissions
    }
  }
}
