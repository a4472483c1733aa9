package io.millrace.broker.retained;

import io.millrace.broker.message.BlockMessages;
import io.millrace.broker.message.Message;
import io.millrace.broker.settings.RetainedLimits;
import io.millrace.broker.state.StatePart;
import io.millrace.broker.topic.TopicFilter;
import io.millrace.journal.Block;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.time.Times;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The retained messages as a fold of the live lane: a message with RETAIN takes the place of its
 * topic's [MQTT-3.3.1-5], one without payload removes it [MQTT-3.3.1-6], others change nothing
 * [MQTT-3.3.1-8]. Confined to the reading thread, but for the counts.
 */
public final class RetainedMessages implements StatePart {
  private static final byte[] KEY_PREFIX = "retained/".getBytes(StandardCharsets.UTF_8);

  private static final long ENTRY_BYTES = 200;

  private final RetainedLimits limits;
  private final RetainedTopics topics = new RetainedTopics();
  private final Set<String> changed = new LinkedHashSet<>();
  private final NavigableSet<Expiry> expiries =
      new TreeSet<>(Comparator.comparingLong(Expiry::atNs).thenComparing(Expiry::topic));
  private long newestReceiveNs;
  private volatile int count;
  private volatile long bytes;
  private volatile long refused;

  private record Expiry(long atNs, String topic) {
    static Expiry of(Message message) {
      long intervalNs = message.properties().expiryS() * Times.SECOND;
      return new Expiry(message.receiveTimeNs() + intervalNs, message.topic());
    }
  }

  /** No message is retained yet. */
  public RetainedMessages(RetainedLimits limits) {
    this.limits = limits;
  }

  @Override
  public void restore(StateReader stored) {
    topics.clear();
    changed.clear();
    expiries.clear();
    bytes = 0;
    stored.scan(
        KEY_PREFIX,
        (key, value) -> {
          int prefix = KEY_PREFIX.length;
          String topic = new String(key, prefix, key.length - prefix, StandardCharsets.UTF_8);
          Message message = RetainedCodec.decode(topic, value);
          put(message);
        });
    count = topics.size();
  }

  @Override
  public void apply(Block block) {
    newestReceiveNs = Math.max(newestReceiveNs, block.receiveTimeNs(block.size() - 1));
    for (int i = 0; i < block.size(); i++) {
      if (MqttFlags.retain(block.flags(i)) && BlockMessages.isMessage(block, i)) {
        retain(BlockMessages.message(block, i));
      }
    }
  }

  private void retain(Message message) {
    String topic = message.topic();
    Message old = topics.get(topic);
    long oldBytes = old == null ? 0 : size(old);
    if (message.payloadLength() == 0) {
      if (old != null) {
        remove(old);
      }
    } else if (fits(message, old, oldBytes)) {
      if (old != null) {
        forget(old);
      }
      put(message.copied());
      changed.add(topic);
    } else {
      refuse();
    }
    count = topics.size();
  }

  private void put(Message message) {
    topics.put(message);
    addBytes(size(message));
    if (message.canExpire()) {
      expiries.add(Expiry.of(message));
    }
  }

  private void remove(Message message) {
    topics.remove(message.topic());
    forget(message);
    changed.add(message.topic());
  }

  private void forget(Message message) {
    addBytes(-size(message));
    if (message.canExpire()) {
      expiries.remove(Expiry.of(message));
    }
  }

  /** Time is that of the newest record, so that folding again gives the same. */
  private void removeExpired() {
    while (!expiries.isEmpty() && expiries.first().atNs() <= newestReceiveNs) {
      Message expired = topics.get(expiries.removeFirst().topic());
      if (expired != null) {
        remove(expired);
      }
    }
    count = topics.size();
  }

  private boolean fits(Message message, @Nullable Message old, long oldBytes) {
    boolean room = old != null || topics.size() < limits.maxMessages();
    return room && bytes - oldBytes + size(message) <= limits.maxBytes();
  }

  /** What a message counts: its bytes, and about what an entry takes beside them. */
  private static long size(Message message) {
    return ENTRY_BYTES
        + 2L * message.topicUtf8().length
        + message.payloadLength()
        + message.properties().sizeBytes();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the reading thread writes.
  private void addBytes(long more) {
    bytes += more;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the reading thread writes.
  private void refuse() {
    refused++;
  }

  @Override
  public void lost(Loss loss) {
    // What is retained stays: the newest message that was read is still the best that is known.
  }

  @Override
  public void save(StateWriter writes) {
    removeExpired();
    for (String topic : changed) {
      byte[] key = key(topic);
      Message message = topics.get(topic);
      if (message == null) {
        writes.delete(key);
      } else {
        writes.put(key, RetainedCodec.encode(message));
      }
    }
    changed.clear();
  }

  private static byte[] key(String topic) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    byte[] key = new byte[KEY_PREFIX.length + name.length];
    System.arraycopy(KEY_PREFIX, 0, key, 0, KEY_PREFIX.length);
    System.arraycopy(name, 0, key, KEY_PREFIX.length, name.length);
    return key;
  }

  /** The messages that a new subscription is to get; expired ones are left out. */
  public List<Message> match(TopicFilter filter, long nowNs) {
    List<Message> found = new ArrayList<>();
    topics.match(
        filter,
        message -> {
          if (!message.isExpired(nowNs)) {
            found.add(message);
          }
        });
    return found;
  }

  /** How many are retained; for any thread. */
  public int count() {
    return count;
  }

  /** Their size in memory, about; for any thread. */
  public long bytes() {
    return bytes;
  }

  /** How many were not retained for want of room; for any thread. */
  public long refused() {
    return refused;
  }
}
