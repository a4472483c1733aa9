package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.engine.RocksDbErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the files of blocks before they are used, and makes the family of blocks anew from what is
 * intact if one is damaged: RocksDB reads all of these files as one, so that a single file that
 * cannot be opened would hide every block, those that are yet to come included. There is little to
 * check, since blocks are sealed soon.
 *
 * <p>A crash on the way loses nothing: the intact blocks are in a file of their own before anything
 * is thrown away.
 */
final class BlockSalvage {
  private static final Logger LOG = LoggerFactory.getLogger(BlockSalvage.class);
  private static final String SALVAGED = "salvaged-blocks.sst";

  private final JournalDatabase database;
  private final JournalDatabaseOptions options;

  BlockSalvage(JournalDatabase database, JournalDatabaseOptions options) {
    this.database = database;
    this.options = options;
  }

  /**
   * Checks, and mends what needs it.
   *
   * @return whether blocks were lost
   */
  boolean run() throws RocksDBException, IOException {
    Path salvaged = database.folder().resolve(SALVAGED);
    boolean interrupted = Files.exists(salvaged);
    if (interrupted || database.withoutBackgroundWork(() -> copyIfDamaged(salvaged))) {
      database.despiteDamage(() -> startOver(salvaged));
      return true;
    }
    return false;
  }

  /** Whether a file is damaged; then what is intact in all of them has been copied. */
  private boolean copyIfDamaged(Path salvaged) throws RocksDBException, IOException {
    List<String> files = files();
    boolean damaged = false;
    for (String file : files) {
      damaged |= !isIntact(file);
    }
    if (damaged) {
      LOG.error(
          "The blocks of the journal in {} are written anew without those that cannot be read.",
          database.folder());
      copyIntact(files, salvaged);
    }
    return damaged;
  }

  private List<String> files() throws RocksDBException {
    return database.tryUse(open -> open.db.getLiveFilesMetaData()).stream()
        .filter(f -> new String(f.columnFamilyName(), UTF_8).equals(Family.BLOCKS.stored()))
        .map(f -> f.path() + f.fileName())
        .toList();
  }

  private boolean isIntact(String file) throws RocksDBException {
    try (Options how = options.forFilesOf(Family.BLOCKS);
        SstFileReader reader = new SstFileReader(how)) {
      reader.open(file);
      reader.verifyChecksum();
      return true;
    } catch (RocksDBException e) {
      if (!RocksDbErrors.isDamage(e)) {
        throw e;
      }
      LOG.error("The file of blocks {} is damaged: {}", file, e.getMessage());
      return false;
    }
  }

  /** Puts the salvaged blocks, if any, in the place of all blocks. */
  private boolean startOver(Path salvaged) throws RocksDBException, IOException {
    database.empty(Family.BLOCKS);
    if (Files.exists(salvaged)) {
      database.ingest(Family.BLOCKS, salvaged, false);
      Files.delete(salvaged);
    }
    return true;
  }

  /** Copies what can be read into one file; into none if there is nothing. */
  private void copyIntact(List<String> files, Path into) throws RocksDBException, IOException {
    Path draft = into.resolveSibling(into.getFileName() + ".new");
    boolean any = false;
    List<BlockTable> tables = new ArrayList<>();
    try (Options how = options.forFilesOf(Family.BLOCKS);
        EnvOptions environment = new EnvOptions();
        SstFileWriter out = new SstFileWriter(environment, how)) {
      for (String file : files) {
        tables.add(new BlockTable(how, file));
      }
      out.open(draft.toString());
      for (int partition = 0; partition < Partitions.COUNT; partition++) {
        any |= copyPartition(partition, tables, out);
      }
      if (!any) {
        return;
      }
      out.finish();
    } finally {
      tables.forEach(BlockTable::close);
    }
    force(draft);
    Files.move(draft, into, StandardCopyOption.ATOMIC_MOVE);
    force(database.folder());
  }

  private static boolean copyPartition(int partition, List<BlockTable> tables, SstFileWriter out)
      throws RocksDBException {
    List<BlockTable> inOrder = new ArrayList<>();
    for (BlockTable table : tables) {
      table.seekPartition(partition);
      if (table.isAtBlock()) {
        inOrder.add(table);
      }
    }
    inOrder.sort(Comparator.comparingLong(BlockTable::firstOffset));
    long copied = -1;
    for (BlockTable table : inOrder) {
      while (table.isAtBlock()) {
        if (table.firstOffset() > copied) {
          out.put(table.key(), table.value());
          copied = table.firstOffset();
        }
        table.advance();
      }
    }
    return copied >= 0;
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
