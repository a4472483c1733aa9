package io.millrace.journal.rocksdb;

import io.millrace.journal.Lane;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one lane. Bounded in bytes and records, counting from the append until it is
 * acknowledged, so that neither the queue nor what fsync is waited for can grow without end. Any
 * thread offers, the writer takes.
 */
final class AppendQueue {
  final Lane lane;
  private final long mostBytes;
  private final long mostRecords;
  private final Queue<PendingAppend> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong queuedWeight = new AtomicLong();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong waitingRecords = new AtomicLong();
  private final LongAdder refusedRecords = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder payloadBytes = new LongAdder();

  AppendQueue(Lane lane, long mostBytes, long mostRecords) {
    this.lane = lane;
    this.mostBytes = mostBytes;
    this.mostRecords = mostRecords;
  }

  /**
   * Takes the append in, unless the queue is full. One that is not full takes a batch of any size,
   * so it exceeds its bounds by one batch at most: a batch larger than the bounds would else be
   * refused for ever, and one nearly as large for as long as smaller ones keep coming. Its memory
   * is its sender's in any case.
   */
  boolean offer(PendingAppend append) {
    long bytes = append.batch.payloadBytes();
    long count = append.batch.size();
    long bytesBefore = waitingBytes.getAndAdd(bytes);
    long recordsBefore = waitingRecords.getAndAdd(count);
    if (bytesBefore >= mostBytes || recordsBefore >= mostRecords) {
      waitingBytes.addAndGet(-bytes);
      waitingRecords.addAndGet(-count);
      return false;
    }
    queuedWeight.addAndGet(append.weight);
    queue.add(append);
    return true;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Memory of what the writer has not taken yet. */
  long queuedWeight() {
    return queuedWeight.get();
  }

  @Nullable PendingAppend peek() {
    return queue.peek();
  }

  @Nullable PendingAppend poll() {
    PendingAppend append = queue.poll();
    if (append != null) {
      queuedWeight.addAndGet(-append.weight);
    }
    return append;
  }

  /** The append is durable; its room is free. */
  void acknowledged(PendingAppend append) {
    records.add(append.batch.size());
    payloadBytes.add(append.batch.payloadBytes());
    release(append);
  }

  /** The append failed after it was taken in; its room is free. */
  void failed(PendingAppend append) {
    refused(append.batch.size());
    release(append);
  }

  private void release(PendingAppend append) {
    waitingBytes.addAndGet(-append.batch.payloadBytes());
    waitingRecords.addAndGet(-append.batch.size());
  }

  /** Counts records whose append was refused. */
  void refused(int count) {
    refusedRecords.add(count);
  }

  long records() {
    return records.sum();
  }

  long payloadBytes() {
    return payloadBytes.sum();
  }

  long refusedRecords() {
    return refusedRecords.sum();
  }

  long waitingBytes() {
    return waitingBytes.get();
  }

  long waitingRecords() {
    return waitingRecords.get();
  }
}
