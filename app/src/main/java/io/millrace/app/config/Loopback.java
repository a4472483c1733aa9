package io.millrace.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether an address stays on this machine. */
public final class Loopback {
  private Loopback() {}

  /**
   * Whether everything that the host's name stands for is loopback; a name that cannot be looked up
   * is not.
   */
  public static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
