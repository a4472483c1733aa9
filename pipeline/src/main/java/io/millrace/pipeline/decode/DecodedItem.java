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
   * Records that were decoded before and are decoded anew by an order (law 9): what they became
   * before, and what they become now.
   *
   * @param block the records that the order concerns, in one block
   * @param before in the order of the block's records
   * @param after as {@code before}
   */
  record Redecoded(Block block, long orderOffset, List<DecodedPart> before, List<DecodedPart> after)
      implements DecodedItem {
    public Redecoded {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    @Override
    public long memoryBytes() {
      return block.payloadBytes()
          + before.stream().mapToLong(DecodedPart::memoryBytes).sum()
          + after.stream().mapToLong(DecodedPart::memoryBytes).sum();
    }
  }

  /**
   * A change of the context.
   *
   * @param offset where it stands in the context lane
   */
  record Change(long offset, ContextChange change) {}
}
