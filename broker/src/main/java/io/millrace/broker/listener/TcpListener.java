package io.millrace.broker.listener;

import io.millrace.broker.connection.Connection;
import io.millrace.broker.connection.ConnectionLoop;
import io.millrace.broker.connection.FrontServices;
import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.settings.TcpListenerSettings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves plain TCP. */
public final class TcpListener implements AutoCloseable {
  private static final int BACKLOG = 4_096;
  private static final int LEAST_READ_BYTES = 512;
  private static final int FIRST_READ_BYTES = 2_048;
  private static final int MOST_READ_BYTES = 64 * 1024;
  private static final int READS_PER_TURN = 4;

  /** Sockets beyond the limit on connections that may wait for a CONNACK that says so. */
  private static final int SPARE_SOCKETS = 64;

  private final Channel server;

  private TcpListener(Channel server) {
    this.server = server;
  }

  /**
   * Binds and begins to accept.
   *
   * @param byLoop what the connections of each event loop share
   * @throws MqttException with {@link MqttError#MQTT_LISTENER_FAILED}
   */
  public static TcpListener open(
      EventLoops loops,
      Map<EventLoop, ConnectionLoop> byLoop,
      FrontServices services,
      ByteBufAllocator memory) {
    MqttSettings settings = services.settings();
    int most = settings.flow().outboundBytesPerConnection();
    // Deliveries stop at the limit; acknowledgements may go beyond, then reading stops.
    WriteBufferWaterMark waterMark = new WriteBufferWaterMark(most, 2 * most);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.group())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.ALLOCATOR, memory)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(
                        LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES)
                    .maxMessagesPerRead(READS_PER_TURN))
            .childHandler(new Accept(byLoop, services));
    TcpListenerSettings address = settings.listener();
    ChannelFuture bound = bootstrap.bind(address.host(), address.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new MqttException(
          MqttError.MQTT_LISTENER_FAILED,
          "MQTT can't listen on "
              + address.host()
              + ":"
              + address.port()
              + ": "
              + bound.cause().getMessage()
              + ". Choose another port, or end the process that has it.",
          bound.cause());
    }
    return new TcpListener(bound.channel());
  }

  private static final class Accept extends ChannelInitializer<Channel> {
    private final Map<EventLoop, ConnectionLoop> byLoop;
    private final FrontServices services;
    private final AtomicInteger sockets = new AtomicInteger();

    Accept(Map<EventLoop, ConnectionLoop> byLoop, FrontServices services) {
      this.byLoop = byLoop;
      this.services = services;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel.closeFuture().addListener(closed -> sockets.decrementAndGet());
      int most = services.settings().connections().maxConnections() + SPARE_SOCKETS;
      if (sockets.incrementAndGet() > most) {
        channel.close();
        return;
      }
      ConnectionLoop loop = Objects.requireNonNull(byLoop.get(channel.eventLoop()));
      Connection connection = new Connection(channel, loop, services);
      channel.pipeline().addLast(connection.framer(), new ConnectionHandler(connection));
    }
  }

  /** Where it listens; tells the port when any free one was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  /** Stops accepting. Connections stay. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
  }
}
