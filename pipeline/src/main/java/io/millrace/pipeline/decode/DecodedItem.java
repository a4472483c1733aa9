package io.millrace.pipeline.decode;

import io.millrace.journal.Block;
import io.millrace.model.context.ContextChange;
import java.util.List;

/** What the pipeline's readers are fed with. Immutable; shared by all readers. */
public sealed interface DecodedItem {
  /** The block that it was made of. */
  Block block();

  /** About how many bytes of memory it takes. */
  long memoryBytes();

  /**
   * A block of the live or bulk lane.
   *
   * @param parts in the order of the block's records; together they cover all of them
   */
  record Messages(Block block, List<DecodedPart> parts) implements DecodedItem {
    public Messages {
      parts = List.copyOf(parts);
    }

    @Override
    public long memoryBytes() {
      return block.payloadBytes() + parts.stream().mapToLong(DecodedPart::memoryBytes).sum();
    }
  }

  /** A block of the context lane; records that cannot be read are left out. */
  record Context(Block block, List<Change> changes) implements DecodedItem {
    public Context {
      changes = List.copyOf(changes);
    }

    @Override
    public long memoryBytes() {
      return 4L * block.payloadBytes();
    }
  }

  /**
   * A change of the context.
   *
   * @param offset where it stands in the context lane
   */
  record Change(long offset, ContextChange change) {}
}
