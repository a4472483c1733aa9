package io.millrace.journal.rocksdb;

import io.millrace.journal.RecordFilter;
import io.millrace.journal.engine.RocksDbErrors;
import io.millrace.model.id.SourceId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Reads sealed segments of one partition for one reader: all of a segment, or only the pages that
 * hold what a filter wants. Damage comes out as {@link DamagedException}. For one thread at a time.
 */
final class SegmentReader {
  private static final long READAHEAD_BYTES = 1 << 20;

  private final JournalDatabase database;
  private final ChannelNames names;
  private final int partition;
  private final RecordFilter filter;
  // Which channels of a table are wanted, as far as its names have been looked at.
  private ChannelNames.@Nullable Table judgedTable;
  private int judged;
  private final BitSet wantedChannels = new BitSet();

  SegmentReader(JournalDatabase database, ChannelNames names, int partition, RecordFilter filter) {
    this.database = database;
    this.names = names;
    this.partition = partition;
    this.filter = filter;
  }

  /** All records of a segment that can be read; records of damaged pages are missing. */
  LoadedSegment loadAll(SegmentEntry segment) throws RocksDBException {
    SegmentHeader header = header(segment);
    LoadedSegment.Builder all =
        new LoadedSegment.Builder(header, table(segment, header), header.records());
    int nextPage = 0;
    while (nextPage < header.pages()) {
      nextPage = loadPages(segment, nextPage, header.pages(), all);
    }
    return all.build();
  }

  /** Reads pages until one is damaged; returns the number of the page to go on with. */
  private int loadPages(SegmentEntry segment, int from, int to, LoadedSegment.Builder into)
      throws RocksDBException {
    int[] next = {from};
    try {
      database.scan(
          Family.SEGMENTS,
          Keys.part(partition, segment.first(), SegmentParts.PAGE, from),
          Keys.part(partition, segment.first(), SegmentParts.PAGE, to),
          READAHEAD_BYTES,
          (key, value) -> {
            next[0] = Keys.partNumber(key) + 1;
            SegmentPage page = SegmentPage.decode(value, segment.first());
            into.add(page, 0, page.size);
            return true;
          });
      return to;
    } catch (DamagedException e) {
      return next[0];
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        return next[0] + 1;
      }
      throw e;
    }
  }

  /** The records of a segment that the filter wants, and no others. */
  LoadedSegment loadWanted(SegmentEntry segment) throws RocksDBException {
    SegmentHeader header = header(segment);
    ChannelNames.Table table = table(segment, header);
    RankRanges ranges = wantedRanks(segment, header, table);
    LoadedSegment.Builder wanted = new LoadedSegment.Builder(header, table, 256);
    SegmentPage page = null;
    int number = -1;
    for (int r = 0; r < ranges.size(); r++) {
      int rank = ranges.from(r);
      while (rank < ranges.to(r)) {
        int pageOfRank = header.pageOf(rank);
        if (page == null || pageOfRank != number) {
          number = pageOfRank;
          page = SegmentPage.decode(part(segment, SegmentParts.PAGE, number), segment.first());
        }
        int pageStart = header.pageRanks().get(number);
        int to = Math.min(ranges.to(r), pageStart + page.size);
        wanted.add(page, rank - pageStart, to - pageStart);
        rank = header.pageRanks().get(number + 1);
      }
    }
    return wanted.build();
  }

  /** The names that all segments share, or, if they are lost, the segment's own. */
  private ChannelNames.Table table(SegmentEntry segment, SegmentHeader header)
      throws RocksDBException {
    int highest = header.highestChannel();
    try {
      ChannelNames.Table shared = names.table(header.namesGeneration());
      if (shared.size() > highest) {
        return shared;
      }
    } catch (DamagedException e) {
      // The segment has them too.
    }
    List<byte[]> parts = new ArrayList<>();
    for (int number = 0; number < header.channelFences().size(); number++) {
      parts.add(part(segment, SegmentParts.NAMES, number));
    }
    return SegmentNames.table(parts, highest);
  }

  private SegmentHeader header(SegmentEntry segment) throws RocksDBException {
    return SegmentHeader.decode(part(segment, SegmentParts.HEADER, 0));
  }

  private byte[] part(SegmentEntry segment, int kind, int number) throws RocksDBException {
    byte[] key = Keys.part(partition, segment.first(), kind, number);
    byte @Nullable [] stored;
    try {
      stored = database.tryUse(open -> open.db.get(open.family(Family.SEGMENTS), key));
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        throw new DamagedException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
    if (stored == null) {
      throw new DamagedException("part " + kind + "/" + number + " is missing");
    }
    return stored;
  }

  private RankRanges wantedRanks(
      SegmentEntry segment, SegmentHeader header, ChannelNames.Table table)
      throws RocksDBException {
    Set<SourceId> sources = filter.sources();
    Predicate<String> channels = filter.channels();
    if (sources == null && channels == null) {
      RankRanges all = new RankRanges();
      all.add(0, header.records());
      return all;
    }
    RankRanges bySource = sources == null ? null : ranksOfSources(segment, header, sources);
    if (channels == null || (bySource != null && bySource.isEmpty())) {
      return bySource == null ? new RankRanges() : bySource;
    }
    RankRanges byChannel = ranksOfChannels(segment, header, table, channels);
    return bySource == null ? byChannel : bySource.intersect(byChannel);
  }

  private RankRanges ranksOfSources(
      SegmentEntry segment, SegmentHeader header, Set<SourceId> wanted) throws RocksDBException {
    RankRanges ranges = new RankRanges();
    List<SourceId> sorted = new ArrayList<>(wanted);
    sorted.sort(null);
    List<SourceId> fences = header.sourceFences();
    int at = 0;
    for (int part = 0; part < fences.size() && at < sorted.size(); part++) {
      int before = at;
      while (at < sorted.size()
          && (part + 1 == fences.size() || sorted.get(at).compareTo(fences.get(part + 1)) < 0)) {
        at++;
      }
      if (at > before && sorted.get(at - 1).compareTo(fences.get(part)) >= 0) {
        SegmentIndex.addSources(part(segment, SegmentParts.SOURCES, part), wanted, ranges);
      }
    }
    ranges.sort();
    return ranges;
  }

  private RankRanges ranksOfChannels(
      SegmentEntry segment,
      SegmentHeader header,
      ChannelNames.Table table,
      Predicate<String> channels)
      throws RocksDBException {
    judge(table, channels);
    RankRanges ranges = new RankRanges();
    List<Integer> fences = header.channelFences();
    for (int part = 0; part < fences.size(); part++) {
      int first = wantedChannels.nextSetBit(fences.get(part));
      if (first >= 0 && (part + 1 == fences.size() || first <= fences.get(part + 1))) {
        SegmentIndex.addChannels(
            part(segment, SegmentParts.CHANNELS, part), wantedChannels::get, ranges);
      }
    }
    ranges.sort();
    return ranges;
  }

  /** Asks the filter about the names that it has not been asked about. */
  private void judge(ChannelNames.Table table, Predicate<String> channels) {
    if (table != judgedTable) {
      judgedTable = table;
      judged = 0;
      wantedChannels.clear();
    }
    int known = table.size();
    for (int number = judged; number < known; number++) {
      if (channels.test(table.get(number).name())) {
        wantedChannels.set(number);
      }
    }
    judged = known;
  }
}
