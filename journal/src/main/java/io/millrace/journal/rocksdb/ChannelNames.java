package io.millrace.journal.rocksdb;

import io.millrace.journal.Channel;
import io.millrace.journal.engine.RocksDbErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Numbers for channels, so that segments need not repeat their names and a reader judges each name
 * once. Numbers are dense within a generation; when a generation has grown too large, because
 * somebody puts a serial number into each topic, the next one begins, and a generation goes with
 * the last segment that refers to it. Upkeep assigns, any thread looks up.
 */
final class ChannelNames {
  /** A generation that has so many names is followed by another. */
  private static final int MOST_NAMES = 1 << 16;

  private static final int MOST_OLD_TABLES = 2;

  /** The channels of one generation, by number; grows at its end. */
  static final class Table {
    final int generation;
    private volatile Channel[] channels;

    /** A table that does not grow any more, or not yet. */
    Table(int generation, Channel[] channels) {
      this.generation = generation;
      this.channels = channels;
    }

    int size() {
      return channels.length;
    }

    /** The channel of a number; damage if there is none. */
    Channel get(int number) {
      Channel[] all = channels;
      if (number < 0 || number >= all.length) {
        throw new DamagedException("channel " + number + " of " + all.length + " is unknown");
      }
      return all[number];
    }
  }

  private final JournalDatabase database;
  private final Map<Integer, Table> oldTables =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Table> eldest) {
          return size() > MOST_OLD_TABLES;
        }
      };
  private volatile Table current;
  // For upkeep alone: numbers of the current generation, and names that are not stored yet.
  private Interner<Channel> interner = new Interner<>(MOST_NAMES / 2);
  private Map<Channel, Integer> numbers = new HashMap<>();
  private final List<Channel> unsaved = new ArrayList<>();
  private int[] numberByInterned = new int[0];
  private int forgottenBefore;

  ChannelNames(JournalDatabase database) {
    this.database = database;
    this.current = new Table(0, new Channel[0]);
  }

  /** Goes on with a generation as it is stored; with the next if it cannot be read. */
  void restore(int generation) throws RocksDBException {
    try {
      begin(load(generation));
    } catch (DamagedException e) {
      beginGeneration(generation + 1);
    }
  }

  /** Goes on with a generation that has no names yet. */
  void beginGeneration(int generation) {
    begin(new Table(generation, new Channel[0]));
  }

  private void begin(Table table) {
    current = table;
    unsaved.clear();
    numbers = new HashMap<>();
    interner = new Interner<>(MOST_NAMES / 2);
    numberByInterned = new int[0];
    for (int i = 0; i < table.size(); i++) {
      numbers.put(table.get(i), i);
    }
  }

  /** Reads a generation; damage if a name is missing that a later one follows. */
  private Table load(int generation) throws RocksDBException {
    List<Channel> channels = new ArrayList<>();
    try {
      database.scan(
          Family.META,
          Keys.names(generation),
          Keys.names(generation + 1),
          0,
          (key, value) -> {
            if (Keys.nameNumber(key) != channels.size()) {
              throw new DamagedException("the name of channel " + channels.size() + " is missing");
            }
            ByteSource in = new ByteSource(value);
            return channels.add(new Channel(in.text(), in.text()));
          });
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        throw new DamagedException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
    return new Table(generation, channels.toArray(Channel[]::new));
  }

  /** The generation that the next segment refers to; a new one if the last has grown too large. */
  int beginSegment() {
    if (current.size() >= MOST_NAMES) {
      beginGeneration(current.generation + 1);
    }
    return current.generation;
  }

  /** A channel's number in the current generation; it may not be stored yet. */
  int numberOf(Channel channel) {
    if (interner.startsOver()) {
      numberByInterned = new int[0];
    }
    int interned = interner.number(channel);
    if (interned >= numberByInterned.length) {
      int capacity = Math.max(interned + 1, Math.max(256, 2 * numberByInterned.length));
      int before = numberByInterned.length;
      numberByInterned = Arrays.copyOf(numberByInterned, capacity);
      Arrays.fill(numberByInterned, before, capacity, -1);
    }
    int number = numberByInterned[interned];
    if (number < 0) {
      Integer known = numbers.get(channel);
      if (known == null) {
        known = current.size() + unsaved.size();
        numbers.put(channel, known);
        unsaved.add(channel);
      }
      number = known;
      numberByInterned[interned] = number;
    }
    return number;
  }

  /** The channel of a number of the current generation, stored or not. */
  Channel channelOf(int number) {
    int saved = current.size();
    return number < saved ? current.get(number) : unsaved.get(number - saved);
  }

  /** Stores the names that are new, with the segment that uses them. */
  void save(WriteBatch batch, Open open) throws RocksDBException {
    Table table = current;
    ByteSink out = new ByteSink(128);
    for (int i = 0; i < unsaved.size(); i++) {
      out.clear();
      out.text(unsaved.get(i).name());
      out.text(unsaved.get(i).contentType());
      batch.put(
          open.family(Family.META),
          Keys.name(table.generation, table.size() + i),
          out.toByteArray());
    }
  }

  /** The names are stored: readers may meet them. */
  void saved() {
    Table table = current;
    Channel[] all = Arrays.copyOf(table.channels, table.size() + unsaved.size());
    for (int i = 0; i < unsaved.size(); i++) {
      all[table.size() + i] = unsaved.get(i);
    }
    table.channels = all;
    unsaved.clear();
  }

  /**
   * The names of a generation.
   *
   * @throws DamagedException if they cannot be read
   */
  Table table(int generation) throws RocksDBException {
    Table now = current;
    if (now.generation == generation) {
      return now;
    }
    synchronized (oldTables) {
      Table table = oldTables.get(generation);
      if (table == null) {
        table = load(generation);
        oldTables.put(generation, table);
      }
      return table;
    }
  }

  /** Removes the generations before one. */
  void forgetBefore(int generation) {
    if (generation <= forgottenBefore) {
      return;
    }
    forgottenBefore = generation;
    database.use(
        open -> {
          open.db.deleteRange(open.family(Family.META), Keys.names(0), Keys.names(generation));
          return true;
        });
  }
}
