package io.millrace.broker.listener;

import io.millrace.broker.connection.Connection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/** Tells a connection what happens to its channel. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private final Connection connection;

  ConnectionHandler(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.networkLost();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    connection.writable(context.channel().isWritable());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      connection.networkLost();
    } else {
      connection.failed(cause);
    }
  }
}
