package io.millrace.journal.memory;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.RecordBatch;
import java.util.random.RandomGenerator;

/** Makes blocks with holes between their offsets. */
final class MemoryBlocks {
  private final RandomGenerator random;
  private final int largestHole;

  MemoryBlocks(RandomGenerator random, int largestHole) {
    this.random = random;
    this.largestHole = largestHole;
  }

  /** The chosen records of a batch as one block, from about {@code offset} on. */
  Block of(
      RecordBatch batch,
      int[] records,
      MemoryLog.Partition partition,
      long offset,
      long configurationVersion) {
    BlockBuilder block = new BlockBuilder(partition.number, partition.lane, configurationVersion);
    long at = offset;
    for (int record : records) {
      at += hole();
      block.add(at, batch, record);
      at++;
    }
    return block.build(at + hole());
  }

  private int hole() {
    return largestHole == 0 ? 0 : random.nextInt(largestHole + 1);
  }

  /** The same records from another offset on. */
  static Block moved(Block block, long offset) {
    BlockBuilder moved =
        new BlockBuilder(block.partition(), block.lane(), block.configurationVersion());
    long at = offset;
    for (int i = 0; i < block.size(); i++) {
      moved.add(
          at++,
          block.origins().get(block.originIndex(i)),
          block.channels().get(block.channelIndex(i)),
          block.receiveTimeNs(i),
          block.flags(i),
          block.payloads(),
          block.payloadStart(i),
          block.payloadEnd(i),
          block.attributes(i));
    }
    return moved.build();
  }
}
