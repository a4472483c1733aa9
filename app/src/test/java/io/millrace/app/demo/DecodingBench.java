package io.millrace.app.demo;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Source;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportFormat;
import io.millrace.registry.bulk.ImportReport;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.change.Actor;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.database.DatabaseSettings;
import io.millrace.registry.database.RegistryDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A registry with a pack in it, and decoding by what that registry says. */
final class DecodingBench implements AutoCloseable {
  private final MemoryJournal journal =
      new MemoryJournal(
          new MemoryLog(MemoryJournalSettings.plain()), NanoClock.system(), new Random(1));
  private final PointHandles handles = new PointHandles();
  private final ContextFollower follower =
      new ContextFollower(
          journal, new DecodeContext(handles, DecodeSettings.DEFAULTS.undefinedSource()));
  private final BlockDecoder decoder =
      new BlockDecoder(
          follower,
          handles,
          (mediaType, content) -> "blob of " + content.length,
          DecodeSettings.DEFAULTS);
  private final Map<String, SourceId> sources = new TreeMap<>();
  private final Map<PointId, String> addresses = new TreeMap<>();

  /** Takes the pack into a registry in the folder. */
  DecodingBench(Path packFile, Path folder) throws IOException {
    NanoClock clock = NanoClock.system();
    try (RegistryDatabase database =
            RegistryDatabase.open(DatabaseSettings.Sqlite.in(folder.resolve("registry.db")));
        InputStream pack = Files.newInputStream(packFile)) {
      Registry registry =
          new Registry(
              database, new IdGenerator(clock, new Random(1)), clock, ImportSettings.DEFAULT);
      OrganisationId owner = registry.organisations().create("test", "Demo").id();
      ImportReport report =
          registry.imports().run(new Actor(owner, "test"), pack, ImportFormat.JSON);
      if (!report.applied()) {
        throw new AssertionError(report.faults());
      }
      for (Source source : registry.sources().all(owner)) {
        sources.put(source.spec().externalKey(), source.id());
      }
      tellJournal(registry.outbox().pending(10_000));
    }
  }

  private void tellJournal(List<OutboxEntry> entries) {
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    Origin origin = new Origin(new SourceId(new UUID(0, 0)), "registry", 0, "registry");
    Channel context = new Channel("context", ContextChangeCodec.CONTENT_TYPE);
    for (OutboxEntry entry : entries) {
      batch.add(origin, context, entry.atNs(), 0, ContextChangeCodec.encode(entry.change()));
      batch.attributesOfLast(entry.mark().toAttributes());
      if (entry.change() instanceof ContextChange.PointBound bound) {
        addresses.put(bound.point(), bound.channel() + " " + bound.path());
      }
    }
    journal.append(batch).join();
  }

  /** Channel and path of each point. */
  Map<PointId, String> addresses() {
    return Map.copyOf(addresses);
  }

  /** The point of a handle in a decoded batch. */
  PointId point(int handle) {
    return handles.pointOf(handle);
  }

  /** The origin of what a source sends. */
  Origin origin(String sourceKey, String protocol) {
    return new Origin(Objects.requireNonNull(sources.get(sourceKey)), "token:demo", 1, protocol);
  }

  /** What becomes of records once the journal has them. */
  List<DecodedPart> decode(RecordBatch batch) throws InterruptedException {
    Cursor before = journal.durableEnd();
    journal.append(batch).join();
    List<DecodedPart> parts = new ArrayList<>();
    try (BlockReader reader =
        journal.read(journal.partitions(batch.lane()), before, RecordFilter.ALL)) {
      for (Block block = (Block) reader.poll(); block != null; block = (Block) reader.poll()) {
        parts.addAll(((DecodedItem.Messages) decoder.decode(block)).parts());
      }
    }
    return parts;
  }

  @Override
  public void close() {
    decoder.close();
    follower.close();
    journal.close();
  }
}
