package io.millrace.history.store.rocksdb;

import org.rocksdb.InfoLogLevel;
import org.rocksdb.Logger;
import org.slf4j.LoggerFactory;

/** Passes RocksDB's own warnings on to our log, so that it writes no log files. */
final class RocksLog extends Logger {
  private final org.slf4j.Logger log = LoggerFactory.getLogger(RocksLog.class);

  RocksLog() {
    super(InfoLogLevel.WARN_LEVEL);
  }

  @Override
  protected void log(InfoLogLevel level, String message) {
    switch (level) {
      case DEBUG_LEVEL -> log.debug(message);
      case INFO_LEVEL, HEADER_LEVEL, NUM_INFO_LOG_LEVELS -> log.info(message);
      case WARN_LEVEL -> log.warn(message);
      case ERROR_LEVEL, FATAL_LEVEL -> log.error(message);
    }
  }
}
