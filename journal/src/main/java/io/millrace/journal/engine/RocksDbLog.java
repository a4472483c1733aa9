package io.millrace.journal.engine;

import org.rocksdb.InfoLogLevel;
import org.slf4j.LoggerFactory;

/** Passes what RocksDB has to say on to our log, so that it writes no log files. */
public final class RocksDbLog extends org.rocksdb.Logger {
  private final org.slf4j.Logger log;

  /**
   * A log.
   *
   * @param database which database speaks
   */
  public RocksDbLog(String database) {
    super(InfoLogLevel.WARN_LEVEL);
    this.log = LoggerFactory.getLogger("io.millrace.journal.rocksdb." + database);
  }

  @Override
  protected void log(InfoLogLevel level, String message) {
    switch (level) {
      // What RocksDB warns of is mostly of interest to itself.
      case DEBUG_LEVEL, INFO_LEVEL, HEADER_LEVEL, NUM_INFO_LOG_LEVELS, WARN_LEVEL ->
          log.debug(message);
      case ERROR_LEVEL, FATAL_LEVEL -> log.error(message);
    }
  }
}
