package io.millrace.app.cli;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.process.ServerProcess;

/** The exit codes, as documented in each command's help. */
final class Exit {
  /** Done as asked. */
  static final int OK = 0;

  /** Failed for a reason without a code of its own; the message says why. */
  static final int FAILED = 1;

  /** Unknown command or option. */
  static final int USAGE = 2;

  /** {@code status}: no server runs. The same code as LSB init scripts use. */
  static final int NOT_RUNNING = 3;

  /** Another server holds the data folder. */
  static final int IN_USE = 4;

  /** The configuration has mistakes. */
  static final int CONFIG = 5;

  /** Not ready, or not stopped, within its time. */
  static final int TIMED_OUT = ServerProcess.STOPPED_TOO_LATE;

  /** {@code doctor}: something should be done. */
  static final int WARNINGS = 7;

  /** {@code doctor}: something must be done. */
  static final int PROBLEMS = 8;

  private Exit() {}

  static int of(Exception failure) {
    if (!(failure instanceof AppException app)) {
      return FAILED;
    }
    AppError error = app.error();
    return switch (error) {
      case CONFIG_INVALID, CONFIG_UNREADABLE -> CONFIG;
      case DATA_FOLDER_IN_USE -> IN_USE;
      case DATA_FOLDER_UNUSABLE,
          PROCESS_FAILED,
          SERVER_UNREACHABLE,
          UNKNOWN_USER,
          NOT_IN_THIS_BUILD ->
          FAILED;
    };
  }
}
