package io.millrace.demo.gateway;

import io.millrace.demo.payload.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's memory: messages in the order in which they were measured, until the server has
 * acknowledged them. Bounded by count and bytes; when it is full the oldest message that is not on
 * its way is dropped and counted. Thread-safe.
 */
public final class Outbox {
  private final int maxMessages;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Message> sent = new ArrayDeque<>();
  private final Deque<Message> waiting = new ArrayDeque<>();
  private long bytes;
  private long dropped;
  private long delivered;
  private long deliveredThroughMs;

  /** An empty memory with room for so many messages and bytes. */
  public Outbox(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** Keeps a message until it is acknowledged. Never waits. */
  public void offer(Message message) {
    lock.lock();
    try {
      waiting.add(message);
      bytes += message.weight();
      while (sent.size() + waiting.size() > maxMessages || bytes > maxBytes) {
        Message oldest = waiting.pollFirst();
        if (oldest == null) {
          break;
        }
        bytes -= oldest.weight();
        dropped++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next message to send, in order; it counts as on its way then.
   *
   * @param window how many may be on their way
   * @param timeoutMs how long to wait for one
   * @return null if there is none, or the window is full
   */
  public @Nullable Message next(int window, long timeoutMs) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
      while (waiting.isEmpty() || sent.size() >= window) {
        if (leftNs <= 0) {
          return null;
        }
        leftNs = changed.awaitNanos(leftNs);
      }
      Message message = waiting.removeFirst();
      sent.add(message);
      return message;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next messages to send together, in order; they count as on their way then.
   *
   * @param maxCount at most so many
   * @return empty if there is none in time
   */
  public List<Message> nextBatch(int maxCount, long timeoutMs) throws InterruptedException {
    List<Message> batch = new ArrayList<>();
    Message message = next(Integer.MAX_VALUE, timeoutMs);
    while (message != null) {
      batch.add(message);
      message = batch.size() < maxCount ? next(Integer.MAX_VALUE, 0) : null;
    }
    return batch;
  }

  /** The server has stored the oldest messages that were on their way. */
  public void acknowledge(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        Message message = sent.removeFirst();
        bytes -= message.weight();
        delivered++;
        deliveredThroughMs = Math.max(deliveredThroughMs, message.timeMs());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The server refuses the oldest messages that were on their way, for good. */
  public void discard(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        bytes -= sent.removeFirst().weight();
        dropped++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The connection is lost: what was on its way is to be sent again, in the same order. */
  public void rewind() {
    lock.lock();
    try {
      for (Message message = sent.pollLast(); message != null; message = sent.pollLast()) {
        waiting.addFirst(message);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How it stands. */
  public State state() {
    lock.lock();
    try {
      return new State(sent.size() + waiting.size(), bytes, delivered, dropped, deliveredThroughMs);
    } finally {
      lock.unlock();
    }
  }

  /**
   * How an outbox stands.
   *
   * @param messages that are not acknowledged
   * @param bytes that they take
   * @param delivered messages that were acknowledged
   * @param dropped messages for which there was no room, or that the server refused for good
   * @param deliveredThroughMs when the newest acknowledged value was measured; 0 if there is none
   */
  public record State(
      int messages, long bytes, long delivered, long dropped, long deliveredThroughMs) {}
}
