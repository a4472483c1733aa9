package io.millrace.app.log;

import java.util.logging.LogManager;

/**
 * A log manager that survives the beginning of a shutdown. The JDK's own resets itself in a
 * shutdown hook that runs beside ours, and what a stopping server has to say would be lost. Named
 * to the JVM by {@code -Djava.util.logging.manager}.
 */
public final class HeldLogManager extends LogManager {
  private volatile boolean held;

  /** Made by the JVM. */
  public HeldLogManager() {
    super();
  }

  /** From now until {@link #release} a reset does nothing. */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
  }

  @Override
  public void reset() {
    if (!held) {
      super.reset();
    }
  }
}
