package io.millrace.web.operation;

import io.millrace.broker.MqttFront;
import io.millrace.broker.connection.ClientInfo;
import java.util.List;

/** What the MQTT front tells of its clients; {@code MqttFront} has these methods. */
public interface MqttClients {
  /** Those that are connected. */
  List<ClientInfo> connected();

  /** Those that went lately. */
  List<ClientInfo.Gone> gone();

  /** Ends a client's connection; false if there is none. */
  boolean disconnect(String principal, String clientId);

  /** Those of a front. */
  static MqttClients of(MqttFront front) {
    return new MqttClients() {
      @Override
      public List<ClientInfo> connected() {
        return front.clients();
      }

      @Override
      public List<ClientInfo.Gone> gone() {
        return front.goneClients();
      }

      @Override
      public boolean disconnect(String principal, String clientId) {
        return front.disconnect(principal, clientId);
      }
    };
  }
}
