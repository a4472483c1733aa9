package io.millrace.pipeline.assembly;

import io.millrace.history.History;
import io.millrace.journal.Journal;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.decode.BlobSink;
import io.millrace.pipeline.discovery.DiscoverySink;
import java.util.function.Function;

/**
 * What the pipeline is built from; it closes none of these.
 *
 * @param runtime runs its readers
 * @param stores gives each reader its store, by name; history's is in history itself
 * @param follower of the context lane; history takes its traits from its context
 * @param history which nobody else writes
 * @param blobs takes the bytes of records
 * @param discoveries takes discovered addresses
 */
public record PipelineParts(
    Journal journal,
    ReaderRuntime runtime,
    Function<String, ReaderStore> stores,
    ContextFollower follower,
    PointHandles handles,
    History history,
    BlobSink blobs,
    DiscoverySink discoveries,
    NanoClock clock) {}
