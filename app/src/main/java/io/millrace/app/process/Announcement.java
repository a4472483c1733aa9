package io.millrace.app.process;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.server.ServerHandle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;

/**
 * What a person is told when the server is ready: where it is, and the link that sets the first
 * password. It goes to the console, or to a file for whoever started the server in the background;
 * never to the log, because the link is a secret.
 */
final class Announcement {
  private static final double MS_PER_SECOND = 1e3;

  private final ServerProcess.Mode mode;
  private final Duration linkLifetime;
  private final PrintStream console;

  Announcement(ServerProcess.Mode mode, Duration linkLifetime, PrintStream console) {
    this.mode = mode;
    this.linkLifetime = linkLifetime;
    this.console = console;
  }

  void tell(ServerHandle server, Duration startup) {
    String text = text(server, startup);
    if (mode.announcement().isPresent()) {
      write(mode.announcement().get(), text);
    } else {
      console.print(text);
      console.flush();
    }
  }

  private String text(ServerHandle server, Duration startup) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nMillrace %s is ready (%.1f s).%n  web   %s%n  mqtt  %s%n",
            mode.version(),
            startup.toMillis() / MS_PER_SECOND,
            server.addresses().web(),
            server.addresses().mqtt()));
    if (mode.withPlant()) {
      text.append("  A simulated foundry is beside it; its data is marked as simulated.\n");
    }
    server
        .firstPasswordLink()
        .ifPresent(
            link ->
                text.append(
                    "%nSet the first password here (works once, within %d minutes):%n  %s%n"
                        .formatted(linkLifetime.toMinutes(), link)));
    if (mode.announcement().isEmpty()) {
      text.append("\nCtrl-C stops it.\n\n");
    }
    return text.toString();
  }

  private static void write(Path file, String text) {
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(draft);
      if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
        Files.createFile(
            draft,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AppException(
          AppError.DATA_FOLDER_UNUSABLE, "The file " + file + " cannot be written: " + e + ".", e);
    }
  }

  /** Takes the file away, if nobody has read it. */
  void withdraw() {
    mode.announcement()
        .ifPresent(
            file -> {
              try {
                Files.deleteIfExists(file);
              } catch (IOException e) {
                throw new AppException(
                    AppError.DATA_FOLDER_UNUSABLE,
                    "The file " + file + " cannot be deleted: " + e + ".",
                    e);
              }
            });
  }
}
