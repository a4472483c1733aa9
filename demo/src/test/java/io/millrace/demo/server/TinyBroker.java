package io.millrace.demo.server;

import io.millrace.demo.payload.Message;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * As much of an MQTT server as a publisher needs, for 3.1.1 and 5, with the faults that tests want:
 * it can refuse credentials, keep back acknowledgements, and cut connections.
 */
public final class TinyBroker implements AutoCloseable {
  /** A message as it came in. */
  public record Received(String clientId, String topic, String contentType, String payload) {
    /** As the gateway had it. */
    public Message asMessage() {
      return new Message(topic, contentType, payload.getBytes(StandardCharsets.UTF_8), 0);
    }
  }

  private final ServerSocket listener;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile String password = "token";
  private volatile int receiveMaximum;
  private volatile int cutAfter = Integer.MAX_VALUE;
  private volatile boolean acknowledging = true;
  private volatile int refusePublishWith;

  /** A server on a free port. */
  public TinyBroker() throws IOException {
    this(0);
  }

  /** A server on a port. */
  public TinyBroker(int port) throws IOException {
    listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** Only this password is let in. */
  public void expectPassword(String expected) {
    password = expected;
  }

  /** Says in CONNACK (version 5) how many messages may be on their way. */
  public void limitReceiveMaximum(int maximum) {
    receiveMaximum = maximum;
  }

  /** Cuts each connection after so many messages, before it acknowledges the last. */
  public void cutEachConnectionAfter(int messages) {
    cutAfter = messages;
  }

  /** Whether it acknowledges. */
  public void acknowledge(boolean yes) {
    acknowledging = yes;
  }

  /** Refuses messages with a reason of version 5; 0 to accept them. */
  public void refusePublishWith(int reason) {
    refusePublishWith = reason;
  }

  /** All messages in the order in which they came, repeats included. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Cuts all connections. */
  public void cutConnections() {
    for (Socket socket : sockets) {
      close(socket);
    }
  }

  /** How many connections are open. */
  public int connections() {
    return sockets.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      talk(in, new DataOutputStream(out));
    } catch (IOException e) {
      // The client is gone, or we cut it off.
    } finally {
      close(socket);
      sockets.remove(socket);
    }
  }

  private void talk(DataInputStream in, DataOutputStream out) throws IOException {
    DataInputStream connect = packet(in, in.readUnsignedByte());
    connect.readUTF();
    boolean five = connect.readUnsignedByte() == 5;
    connect.readUnsignedByte();
    connect.readUnsignedShort();
    if (five) {
      connect.skipNBytes(connect.readUnsignedByte());
    }
    String clientId = connect.readUTF();
    connect.readUTF();
    boolean welcome = connect.readUTF().equals(password);
    acknowledgeConnect(out, five, welcome);
    int count = 0;
    while (welcome) {
      int type = in.readUnsignedByte();
      DataInputStream body = packet(in, type);
      if (type >> 4 == 3) {
        publish(clientId, body, five, out, ++count >= cutAfter);
      } else if (type >> 4 == 12) {
        out.writeShort(0xD000);
        out.flush();
      } else if (type >> 4 == 14) {
        return;
      }
    }
  }

  private void acknowledgeConnect(DataOutputStream out, boolean five, boolean welcome)
      throws IOException {
    out.writeByte(0x20);
    if (!five) {
      out.write(new byte[] {2, 0, (byte) (welcome ? 0 : 5)});
    } else if (receiveMaximum == 0) {
      out.write(new byte[] {3, 0, (byte) (welcome ? 0 : 0x87), 0});
    } else {
      // A reason string stands before what matters.
      out.write(new byte[] {10, 0, (byte) (welcome ? 0 : 0x87), 7, 0x1F, 0, 1, 'x', 0x21});
      out.writeShort(receiveMaximum);
    }
    out.flush();
  }

  private void publish(
      String clientId, DataInputStream body, boolean five, DataOutputStream out, boolean cut)
      throws IOException {
    String topic = body.readUTF();
    int packetId = body.readUnsignedShort();
    String contentType = "";
    if (five) {
      body.readUnsignedByte();
      body.readUnsignedByte();
      contentType = body.readUTF();
    }
    String payload = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    received.add(new Received(clientId, topic, contentType, payload));
    if (cut) {
      throw new IOException("Cut off.");
    }
    if (acknowledging) {
      out.writeByte(0x40);
      out.writeByte(refusePublishWith == 0 ? 2 : 3);
      out.writeShort(packetId);
      if (refusePublishWith != 0) {
        out.writeByte(refusePublishWith);
      }
      out.flush();
    }
  }

  private static DataInputStream packet(DataInputStream in, int type) throws IOException {
    int length = 0;
    int digit;
    int shift = 0;
    do {
      digit = in.readUnsignedByte();
      length |= (digit & 0x7F) << shift;
      shift += 7;
    } while (digit >= 0x80);
    byte[] body = new byte[length];
    in.readFully(body);
    if (type == 0) {
      throw new IOException("No packet has type 0.");
    }
    return new DataInputStream(new ByteArrayInputStream(body));
  }

  /** Payloads of a topic in the order in which they came first. */
  public List<String> distinctPayloads(String topic) {
    List<String> distinct = new ArrayList<>();
    for (Received message : received) {
      if (message.topic().equals(topic) && !distinct.contains(message.payload())) {
        distinct.add(message.payload());
      }
    }
    return distinct;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutConnections();
  }
}
