package io.millrace.security.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Under which name attempts of a network address are counted. An IPv6 customer has a whole /64 to
 * pick addresses from, so that is counted as one.
 */
final class AddressKey {
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final int PREFIX_BYTES = 8;

  private AddressKey() {}

  static String of(String address) {
    String plain = address.split("%", 2)[0];
    if (!LITERAL.matcher(plain).matches() || plain.indexOf(':') < 0) {
      return address; // IPv4, or a name that is counted as it stands; never looked up
    }
    try {
      InetAddress parsed = InetAddress.getByName(plain);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
