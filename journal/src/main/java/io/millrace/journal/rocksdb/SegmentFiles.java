package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.engine.RocksDbErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the segments of a partition from the files that hold them, when the catalogue is lost. */
final class SegmentFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

  private final JournalDatabase database;

  SegmentFiles(JournalDatabase database) {
    this.database = database;
  }

  /** The segments whose header can be read, in order. */
  List<SegmentEntry> of(int partition) throws RocksDBException {
    List<LiveFileMetaData> files =
        database.tryUse(open -> open.db.getLiveFilesMetaData()).stream()
            .filter(f -> new String(f.columnFamilyName(), UTF_8).equals(Family.SEGMENTS.stored()))
            .filter(f -> Keys.partition(f.smallestKey()) == partition)
            .sorted(Comparator.comparingLong(f -> Keys.offset(f.smallestKey(), 0)))
            .toList();
    List<SegmentEntry> segments = new ArrayList<>();
    for (LiveFileMetaData file : files) {
      try {
        byte[] header =
            database.tryGet(
                Family.SEGMENTS,
                Keys.part(partition, Keys.offset(file.smallestKey(), 0), SegmentParts.HEADER, 0));
        if (header != null) {
          segments.add(SegmentHeader.decode(header).entry(file.size()));
        }
      } catch (DamagedException e) {
        LOG.error("The header of a segment in {} cannot be read.", file.fileName(), e);
      } catch (RocksDBException e) {
        if (!RocksDbErrors.isDamage(e)) {
          throw e;
        }
        LOG.error("A segment in {} cannot be read.", file.fileName(), e);
      }
    }
    return segments;
  }
}
