package io.millrace.pipeline.redecode;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Takes out of a block the records of a source that something concerns. */
final class OrderedRecords {
  private OrderedRecords() {}

  /** A block of those records alone, under their own offsets; null if there are none. */
  static @Nullable Block of(Block block, SourceId source, IntPredicate concerned) {
    BlockBuilder chosen =
        new BlockBuilder(block.partition(), block.lane(), block.configurationVersion());
    for (int i = 0; i < block.size(); i++) {
      Origin origin = block.origins().get(block.originIndex(i));
      if (origin.source().equals(source) && concerned.test(i)) {
        chosen.add(block, i);
      }
    }
    return chosen.isEmpty() ? null : chosen.build();
  }
}
