package io.millrace.pipeline.decode;

import io.millrace.journal.Block;
import io.millrace.journal.Lane;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.context.ContextException;
import io.millrace.model.sample.PointHandles;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.format.detect.PayloadFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes blocks. A large block is cut into runs of records, which workers decode side by side; the
 * parts stay in the block's order, so that of each source's records is kept. One thread at a time
 * asks it.
 */
public final class BlockDecoder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BlockDecoder.class);

  private final ContextFollower follower;
  private final int partBytes;
  private final List<PartDecoder> workers = new ArrayList<>();
  private final ExecutorService threads;

  /**
   * A decoder with its own workers.
   *
   * @param blobs takes the bytes of records
   */
  public BlockDecoder(
      ContextFollower follower, PointHandles handles, BlobSink blobs, DecodeSettings settings) {
    this.follower = follower;
    this.partBytes = settings.partBytes();
    PayloadFormats formats = PayloadFormats.standard(settings.limits());
    for (int i = 0; i < settings.workers(); i++) {
      workers.add(new PartDecoder(follower.context(), handles, formats, blobs, settings));
    }
    threads =
        Executors.newFixedThreadPool(
            Math.max(1, settings.workers() - 1),
            Thread.ofPlatform().daemon().name("decode-", 0).factory());
  }

  /** Decodes a block with the configurations that are in force for its records. */
  public DecodedItem decode(Block block) throws InterruptedException {
    if (block.lane() == Lane.CONTEXT) {
      return context(block);
    }
    follower.catchUpTo(block.configurationVersion());
    return new DecodedItem.Messages(block, parts(block, VersionRule.IN_FORCE));
  }

  /** Decodes a block of messages with other configurations than those in force. */
  public DecodedItem.Messages decode(Block block, VersionRule rule) throws InterruptedException {
    follower.catchUpTo(Math.max(block.configurationVersion(), rule.neededVersion()));
    return new DecodedItem.Messages(block, parts(block, rule));
  }

  private DecodedItem context(Block block) throws InterruptedException {
    follower.catchUpTo(block.nextOffset());
    List<DecodedItem.Change> changes = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      if (follower.isRepeat(block.offset(i))) {
        continue;
      }
      try {
        changes.add(
            new DecodedItem.Change(
                block.offset(i),
                ContextChangeCodec.decode(
                    block.payloads(), block.payloadStart(i), block.payloadEnd(i))));
      } catch (ContextException e) {
        LOG.debug("The context follower reported record {}.", block.position(i), e);
      }
    }
    return new DecodedItem.Context(block, changes);
  }

  private List<DecodedPart> parts(Block block, VersionRule rule) throws InterruptedException {
    int[] cuts = cuts(block);
    if (cuts.length == 2) {
      return List.of(workers.getFirst().decode(block, 0, block.size(), rule));
    }
    List<DecodedPart> parts = new ArrayList<>();
    for (int first = 0; first < cuts.length - 1; first += workers.size()) {
      int last = Math.min(cuts.length - 1, first + workers.size());
      List<Future<DecodedPart>> others = new ArrayList<>();
      for (int i = first + 1; i < last; i++) {
        PartDecoder worker = workers.get(i - first);
        int from = cuts[i];
        int to = cuts[i + 1];
        others.add(threads.submit(() -> worker.decode(block, from, to, rule)));
      }
      try {
        parts.add(workers.getFirst().decode(block, cuts[first], cuts[first + 1], rule));
      } finally {
        awaitAll(others); // a worker must be idle before it is asked again
      }
      for (Future<DecodedPart> other : others) {
        parts.add(result(other));
      }
    }
    return parts;
  }

  private static void awaitAll(List<Future<DecodedPart>> futures) throws InterruptedException {
    for (Future<DecodedPart> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        LOG.debug("A decoding worker failed.", e); // thrown by whoever takes the result
      }
    }
  }

  private static DecodedPart result(Future<DecodedPart> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("A decoding worker failed.", e.getCause());
    }
  }

  /** Where parts begin; the last entry is the block's size. */
  private int[] cuts(Block block) {
    long bytes = block.payloadBytes();
    int target = partBytes;
    if (workers.size() > 1) {
      target = Math.clamp(bytes / workers.size(), partBytes / 16 + 1, partBytes);
    }
    if (bytes <= target) {
      return new int[] {0, block.size()};
    }
    List<Integer> cuts = new ArrayList<>();
    cuts.add(0);
    int partStart = 0;
    for (int i = 0; i < block.size(); i++) {
      if (block.payloadEnd(i) - partStart >= target) {
        cuts.add(i + 1);
        partStart = block.payloadEnd(i);
      }
    }
    if (cuts.getLast() != block.size()) {
      cuts.add(block.size());
    }
    return cuts.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
