package io.millrace.journal.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.InfoLogLevel;
import org.slf4j.LoggerFactory;

/** Passes RocksDB's own warnings on to our log, so that it writes no log files. */
public final class RocksDbLog extends org.rocksdb.Logger {
  private final org.slf4j.Logger log;
  private volatile @Nullable Consumer<String> listener;

  /**
   * A log.
   *
   * @param database which database speaks
   */
  public RocksDbLog(String database) {
    super(InfoLogLevel.WARN_LEVEL);
    this.log = LoggerFactory.getLogger("io.millrace.journal.rocksdb." + database);
  }

  /** Also hands each warning to the listener; null for none. */
  public void listen(@Nullable Consumer<String> newListener) {
    listener = newListener;
  }

  @Override
  protected void log(InfoLogLevel level, String message) {
    Consumer<String> current = listener;
    if (current != null) {
      current.accept(message);
    }
    switch (level) {
      case DEBUG_LEVEL -> log.debug(message);
      case INFO_LEVEL, HEADER_LEVEL, NUM_INFO_LOG_LEVELS -> log.info(message);
      case WARN_LEVEL -> log.warn(message);
      case ERROR_LEVEL, FATAL_LEVEL -> log.error(message);
    }
  }
}
