package io.millrace.history.head;

import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.ValueKind;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What was in memory of one point at some instant; nobody changes it any more. Together with the
 * store it is all that is known of the point. Chunks that it names may vanish from the store
 * meanwhile; then a new view has to be taken.
 *
 * @param newest the bucket of the latest sample; null if there never was one
 * @param older earlier buckets that are to be taken from here and not from the store
 * @param active the newest samples, later than all in buckets
 * @param activeTrace whence the active samples came
 * @param late samples that are to be merged into the others; null if there are none
 */
public record HeadView(
    PointId point,
    ValueKind kind,
    @Nullable Bucket newest,
    NavigableMap<Integer, Bucket> older,
    Samples active,
    JournalTrace activeTrace,
    @Nullable LateView late) {}
