package io.millrace.journal.rocksdb;

import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;

/** The database while it is open. */
final class Open {
  final RocksDB db;
  final List<ColumnFamilyHandle> handles;

  Open(RocksDB db, List<ColumnFamilyHandle> handles) {
    this.db = db;
    this.handles = handles;
  }

  ColumnFamilyHandle family(Family family) {
    return switch (family) {
      case UNUSED -> handles.get(0);
      case META -> handles.get(1);
      case BLOCKS -> handles.get(2);
      case SEGMENTS -> handles.get(3);
    };
  }

  /** Puts a fresh handle in the place of one whose family was dropped. */
  void replace(Family family, ColumnFamilyHandle handle) {
    ColumnFamilyHandle before = family(family);
    handles.set(handles.indexOf(before), handle);
    before.close();
  }

  void close() {
    handles.forEach(ColumnFamilyHandle::close);
    db.close();
  }
}
