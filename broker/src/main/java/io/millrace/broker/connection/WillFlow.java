package io.millrace.broker.connection;

import io.millrace.broker.codec.Will;
import io.millrace.broker.intake.PendingAcks;
import io.millrace.broker.message.MessageAttributes;
import io.millrace.journal.Channel;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.time.NanoClock;
import java.util.concurrent.TimeUnit;

/** Publishes a client's will into the journal, at once or after its delay (3.1.2.5). */
final class WillFlow implements DelayedWills.Delayed {
  private final Will will;
  private final ConnectedClient client;
  private final PendingAcks acks;
  private final ConnectionLoop loop;
  private final DelayedWills delayed;
  private final NanoClock clock;
  private boolean done;

  WillFlow(
      Will will,
      ConnectedClient client,
      PendingAcks acks,
      ConnectionLoop loop,
      FrontServices services) {
    this.will = will;
    this.client = client;
    this.acks = acks;
    this.loop = loop;
    this.delayed = services.delayedWills();
    this.clock = services.clock();
  }

  /** The client is lost. On the event loop. */
  void clientLost() {
    long delayS = Math.min(will.delayS(), client.session().expiryS());
    if (delayS == 0) {
      publish();
    } else {
      delayed.add(client.session().key(), this);
      loop.executor().schedule(this::publish, delayS, TimeUnit.SECONDS);
    }
  }

  private void publish() {
    if (done) {
      return;
    }
    done = true;
    delayed.done(client.session().key(), this);
    loop.intake()
        .add(
            acks,
            client.origin(),
            new Channel(will.topic(), will.properties().contentType()),
            clock.nowNs(),
            MqttFlags.message(will.qos(), will.retain(), false, 0),
            will.payload());
    loop.intake().attributesOfLast(MessageAttributes.ofWill(will.properties()));
  }

  @Override
  public void publishNow() {
    loop.executor().execute(this::publish);
  }

  @Override
  public void cancel() {
    loop.executor().execute(() -> done = true);
  }
}
