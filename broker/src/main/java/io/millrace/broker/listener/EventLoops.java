package io.millrace.broker.listener;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads that serve connections: native epoll where it can be had, else NIO. */
public final class EventLoops implements AutoCloseable {
  private static final long QUIET_MS = 0;
  private static final long TIMEOUT_MS = 5_000;

  private final MultiThreadIoEventLoopGroup group;
  private final Class<? extends ServerSocketChannel> serverChannel;

  /** Starts none yet; threads begin with their first task. */
  public EventLoops(int threads) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group =
        new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("mqtt", true), factory);
    serverChannel = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  MultiThreadIoEventLoopGroup group() {
    return group;
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return serverChannel;
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
