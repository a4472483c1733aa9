package io.millrace.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Warns of a secret in a file that others may read. */
record SecretFileCheck(Path file, List<RawSetting> settings) {
  void addTo(List<String> warnings) {
    boolean hasSecret =
        settings.stream()
            .filter(raw -> raw.origin().kind() == Origin.Kind.FILE)
            .anyMatch(raw -> SettingsTable.find(raw.path()).filter(Setting::secret).isPresent());
    if (hasSecret && othersMayRead()) {
      warnings.add(
          file + " holds a password and other users may read it. Run: chmod 600 '" + file + "'");
    }
  }

  private boolean othersMayRead() {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // a file system without such permissions
    }
  }
}
