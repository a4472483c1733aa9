package io.millrace.broker.listener;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads that serve connections. Over NIO, so that no native library is needed: a round reads
 * and writes much at a time, which leaves little to win; see {@code docs/mqtt.md}.
 */
public final class EventLoops implements AutoCloseable {
  private static final long QUIET_MS = 0;
  private static final long TIMEOUT_MS = 5_000;

  private final MultiThreadIoEventLoopGroup group;

  /** Starts none yet; threads begin with their first task. */
  public EventLoops(int threads) {
    group =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("mqtt", true), NioIoHandler.newFactory());
  }

  MultiThreadIoEventLoopGroup group() {
    return group;
  }

  /** The loops, each with a thread of its own. */
  public List<EventLoop> all() {
    List<EventLoop> loops = new ArrayList<>();
    for (EventExecutor executor : group) {
      loops.add((EventLoop) executor);
    }
    return loops;
  }

  /** Ends all threads. */
  @Override
  public void close() {
    group
        .shutdownGracefully(QUIET_MS, TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(TIMEOUT_MS);
  }
}
