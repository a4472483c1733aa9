package io.millrace.app.wiring;

import io.millrace.journal.Channel;
import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.NanoClock;
import io.millrace.registry.context.OutboxEntry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Writes what the registry says into the journal's context lane (law 4). */
final class ContextRelay implements Function<List<OutboxEntry>, CompletableFuture<?>> {
  private static final Origin REGISTRY =
      new Origin(new SourceId(new UUID(0, 0)), "system:registry", 0, "registry");
  private static final Channel CONTEXT = new Channel("context", ContextChangeCodec.CONTENT_TYPE);

  private final Journal journal;
  private final NanoClock clock;

  ContextRelay(Journal journal, NanoClock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<?> apply(List<OutboxEntry> entries) {
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    long nowNs = clock.nowNs();
    for (OutboxEntry entry : entries) {
      batch.add(REGISTRY, CONTEXT, nowNs, 0, ContextChangeCodec.encode(entry.change()));
      batch.attributesOfLast(entry.mark().toAttributes());
    }
    return journal.append(batch);
  }
}
