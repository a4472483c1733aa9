package io.millrace.demo.mqtt;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * An open connection of a publisher. One thread may write while another reads.
 *
 * <p>A session ends with its connection: whatever was not acknowledged, the caller sends again on
 * the next one.
 */
public final class MqttConnection implements Closeable {
  private static final int BUFFER_BYTES = 16_384;

  private final Socket socket;
  private final DataInputStream in;
  private final BufferedOutputStream out;
  private final PacketWriter writer;
  private final MqttVersion version;
  private final int receiveMaximum;

  private MqttConnection(Socket socket, MqttLogin login, Duration timeout) throws IOException {
    this.socket = socket;
    this.version = login.version();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    this.writer = new PacketWriter(out, version);
    writer.connect(login);
    out.flush();
    this.receiveMaximum = acknowledged(login);
    // From here on the server is silent only as long as nobody pings it.
    socket.setSoTimeout(Math.toIntExact(login.keepAlive().plus(timeout).toMillis()));
  }

  /**
   * Connects and signs in.
   *
   * @param timeout for the connection and for each answer
   * @throws DemoException {@link DemoError#CREDENTIALS_REFUSED} if the server does not let us in
   * @throws IOException if it cannot be reached or does not speak MQTT
   */
  public static MqttConnection open(InetSocketAddress server, MqttLogin login, Duration timeout)
      throws IOException {
    Socket socket = new Socket();
    try {
      // A fresh address each time, so that a name is looked up again.
      InetSocketAddress address = new InetSocketAddress(server.getHostString(), server.getPort());
      socket.connect(address, Math.toIntExact(timeout.toMillis()));
      return new MqttConnection(socket, login, timeout);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private int acknowledged(MqttLogin login) throws IOException {
    return switch (ServerPacket.read(in, version)) {
      case ServerPacket.ConnectAcknowledged(int code, int maximum) -> {
        if (isRefusedCredential(code)) {
          throw new DemoException(
              DemoError.CREDENTIALS_REFUSED,
              "The server refused the token of '"
                  + login.username()
                  + "' (CONNACK code "
                  + code
                  + "). Its entry in the credentials file must be one that this server issued.");
        }
        if (code != 0) {
          throw new IOException("The server refused the connection with CONNACK code " + code);
        }
        yield Math.max(1, maximum);
      }
      case ServerPacket.PublishAcknowledged p -> throw unexpected("PUBACK");
      case ServerPacket.PingResponse p -> throw unexpected("PINGRESP");
      case ServerPacket.Disconnected p -> throw unexpected("DISCONNECT");
    };
  }

  /** MQTT 3.1.1, table 3.1, and MQTT 5.0, table 3-1. */
  private boolean isRefusedCredential(int code) {
    return switch (version) {
      case V3_1_1 -> code == 4 || code == 5;
      case V5 -> code == 0x86 || code == 0x87 || code == 0x8C;
    };
  }

  private static IOException unexpected(String packet) {
    return new IOException("The server sent " + packet + " before CONNACK.");
  }

  /** How many messages the server lets us have unacknowledged. */
  public int receiveMaximum() {
    return receiveMaximum;
  }

  /**
   * Writes a message with QoS 1; it is on its way after {@link #flush()}.
   *
   * @param packetId 1 to 65,535, not that of another message that is not acknowledged
   * @param contentType sent to servers that speak version 5
   */
  public void publish(int packetId, String topic, String contentType, byte[] payload)
      throws IOException {
    writer.publish(packetId, topic, contentType, payload);
  }

  /** Asks the server to show that it is there. */
  public void ping() throws IOException {
    writer.pingRequest();
    out.flush();
  }

  /** Sends what was written. */
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Waits for the next acknowledgement.
   *
   * @return the packet id of the message that is stored
   * @throws DemoException {@link DemoError#MESSAGE_REFUSED} if the server refuses a message
   * @throws IOException if the connection ends, or the server is silent for longer than it may be
   */
  public int awaitAcknowledgement() throws IOException {
    while (true) {
      switch (ServerPacket.read(in, version)) {
        case ServerPacket.PublishAcknowledged(int packetId, int reason) -> {
          if (reason >= 0x80) {
            throw new DemoException(
                DemoError.MESSAGE_REFUSED,
                "The server refused a message with reason 0x" + Integer.toHexString(reason) + ".");
          }
          return packetId;
        }
        case ServerPacket.PingResponse p -> {}
        case ServerPacket.Disconnected(int reason) ->
            throw new IOException(
                "The server ended the connection with reason 0x" + Integer.toHexString(reason));
        case ServerPacket.ConnectAcknowledged p ->
            throw new IOException("The server sent a second CONNACK.");
      }
    }
  }

  /** Says goodbye if that is still possible, and closes. */
  public void disconnect() {
    try {
      writer.disconnect();
      out.flush();
    } catch (IOException e) {
      // The other side is gone already, which is what we wanted.
    }
    close();
  }

  /** Closes at once, as a cable does that is pulled. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing left to do with it.
    }
  }
}
