package io.millrace.web.plant;

import io.millrace.registry.context.OutboxRelay;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a request wait until the journal knows what it changed, so that whoever then sends a message
 * finds it decoded with the change (law 4). Thread-safe.
 */
public final class InForce {
  /** Whether to wait. */
  public static final Parameter<Boolean> WAIT =
      Parameter.query(
              "wait",
              ParameterType.bool(),
              "Answer only when the next message is decoded with this change.")
          .orElse(false);

  /**
   * Says, if it was asked to wait, whether the change is in force: {@code true} or {@code false}.
   */
  public static final String HEADER = "X-Millrace-In-Force";

  private static final long PATIENCE_S = 10;

  private final OutboxRelay relay;

  /**
   * @param relay hands changes on to the journal
   */
  public InForce(OutboxRelay relay) {
    this.relay = relay;
  }

  /**
   * Waits if the request asks for it, for ten seconds at most. What was changed stays changed
   * either way: a journal that takes nothing now gets it later.
   */
  public Reply after(ApiRequest request, Reply reply) throws InterruptedException {
    if (!request.get(WAIT)) {
      return reply;
    }
    return reply.with(HEADER, Boolean.toString(isFlushed()));
  }

  private boolean isFlushed() throws InterruptedException {
    try {
      relay.flushed().get(PATIENCE_S, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
