package io.millrace.journal.rocksdb;

/** The column families, in the order in which they are opened. */
enum Family {
  /** Nothing: RocksDB insists on having it. */
  UNUSED("default"),
  /** Small facts, see {@link Catalogue}, and names of channels. */
  META("meta"),
  /** Blocks that are not sealed. */
  BLOCKS("blocks"),
  /** Sealed segments. */
  SEGMENTS("segments");

  private final String stored;

  Family(String stored) {
    this.stored = stored;
  }

  /** Its name in the database. */
  String stored() {
    return stored;
  }
}
