package io.millrace.broker.codec;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** Reads CONNECT (3.1), whose fields depend on flags and version. */
final class ConnectParser {
  private static final String PROTOCOL_NAME = "MQTT";
  private static final int RESERVED = 0x01;
  private static final int CLEAN_START = 0x02;
  private static final int WILL = 0x04;
  private static final int WILL_QOS_SHIFT = 3;
  private static final int WILL_RETAIN = 0x20;
  private static final int WILL_DETAILS = 0x38;
  private static final int PASSWORD = 0x40;
  private static final int USER_NAME = 0x80;
  private static final int MAX_RECEIVE_MAXIMUM = 65_535;

  private ConnectParser() {}

  static ConnectPacket parse(PacketBody body) {
    if (!body.readText().equals(PROTOCOL_NAME)) {
      throw unsupported("The protocol name is not MQTT [MQTT-3.1.2-1].");
    }
    ProtocolVersion version = version(body.readByte());
    int flags = body.readByte();
    checkFlags(flags, version);
    int keepAliveS = body.readShort();
    Properties properties =
        version.isV5() ? Properties.read(body, PropertyPlace.CONNECT) : Properties.NONE;
    String clientId = body.readText();
    Will will = (flags & WILL) == 0 ? null : will(body, flags, version);
    String userName = (flags & USER_NAME) == 0 ? null : body.readText();
    byte[] password = (flags & PASSWORD) == 0 ? null : body.readBinary();
    body.requireEnd(PacketType.CONNECT);
    boolean cleanStart = (flags & CLEAN_START) != 0;
    return new ConnectPacket(
        version,
        clientId,
        cleanStart,
        keepAliveS,
        sessionExpiryS(version, cleanStart, properties),
        (int) properties.positive(Property.RECEIVE_MAXIMUM, MAX_RECEIVE_MAXIMUM),
        properties.positive(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE),
        properties.flag(Property.REQUEST_PROBLEM_INFORMATION, true),
        authenticationMethod(properties),
        will,
        userName,
        password);
  }

  private static ProtocolVersion version(int level) {
    for (ProtocolVersion version : ProtocolVersion.values()) {
      if (version.level() == level) {
        return version;
      }
    }
    throw unsupported("Protocol level " + level + " is not spoken here [MQTT-3.1.2-2].");
  }

  private static void checkFlags(int flags, ProtocolVersion version) {
    if ((flags & RESERVED) != 0) {
      throw Malformed.packet("The reserved flag of CONNECT is set [MQTT-3.1.2-3].");
    }
    if ((flags & WILL) == 0 && (flags & WILL_DETAILS) != 0) {
      throw Malformed.packet("CONNECT has will flags but no will [MQTT-3.1.2-11].");
    }
    if ((flags >>> WILL_QOS_SHIFT & 0x3) == 0x3) {
      throw Malformed.packet("The QoS of the will is 3 [MQTT-3.1.2-12].");
    }
    if (!version.isV5() && (flags & USER_NAME) == 0 && (flags & PASSWORD) != 0) {
      throw Malformed.packet("CONNECT has a password but no user name [MQTT-3.1.2-22].");
    }
  }

  private static Will will(PacketBody body, int flags, ProtocolVersion version) {
    Properties properties =
        version.isV5() ? Properties.read(body, PropertyPlace.WILL) : Properties.NONE;
    return new Will(
        body.readText(),
        body.readBinary(),
        flags >>> WILL_QOS_SHIFT & 0x3,
        (flags & WILL_RETAIN) != 0,
        properties.number(Property.WILL_DELAY_INTERVAL, 0),
        MessageProperties.of(properties));
  }

  private static long sessionExpiryS(
      ProtocolVersion version, boolean cleanStart, Properties properties) {
    if (version.isV5()) {
      return properties.number(Property.SESSION_EXPIRY_INTERVAL, 0);
    }
    return cleanStart ? 0 : ConnectPacket.NEVER_EXPIRES;
  }

  private static @Nullable String authenticationMethod(Properties properties) {
    String method = properties.text(Property.AUTHENTICATION_METHOD);
    if (method == null && properties.has(Property.AUTHENTICATION_DATA)) {
      throw Malformed.protocol("CONNECT has authentication data but no method (3.1.2.11.10).");
    }
    return method;
  }

  private static MqttException unsupported(String message) {
    return new MqttException(MqttError.MQTT_VERSION_UNSUPPORTED, message);
  }
}
