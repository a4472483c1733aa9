package io.millrace.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Whether a port can be listened on.
 *
 * @param setting the port's name in the configuration
 * @param heldByUs whether our own server runs, and so holds it
 */
record PortCheck(String setting, String host, int port, boolean heldByUs) implements Check {
  @Override
  public Finding look() {
    String subject = setting;
    if (port == 0) {
      return Finding.good(subject, "any free port is taken");
    }
    if (heldByUs) {
      return Finding.good(subject, host + ":" + port + ", held by the running server");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return Finding.good(subject, host + ":" + port + " is free");
    } catch (IOException e) {
      return Finding.problem(
          subject,
          host + ":" + port + " cannot be listened on: " + e.getMessage(),
          "See who has it (ss -ltnp 'sport = :%d') and stop that, or set %s to another port."
              .formatted(port, setting));
    }
  }
}
