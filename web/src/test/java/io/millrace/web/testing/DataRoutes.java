package io.millrace.web.testing;

import io.millrace.broker.connection.ClientInfo;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.web.assembly.ResourceServices;
import io.millrace.web.assembly.Resources;
import io.millrace.web.operation.MqttClients;
import io.millrace.web.route.Route;
import io.millrace.web.upload.UploadJobs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The resources of plant, data and operation over the parts of a test's plant. */
public final class DataRoutes {
  /** Greatest length of an uploaded file in tests. */
  public static final long UPLOAD_BYTES = 1 << 20;

  private DataRoutes() {}

  /** All of them. */
  public static List<Route> all(OpenedPlant plant) {
    return all(plant, new ListedClients());
  }

  /** All of them, with an MQTT front that has these clients. */
  public static List<Route> all(OpenedPlant plant, MqttClients clients) {
    return Resources.of(
        new ResourceServices(
            plant.organisation,
            plant.registry,
            plant.places,
            plant.relay,
            ImportSettings.DEFAULT,
            plant.security.audit(),
            plant.journal,
            plant.runtime,
            plant.history,
            plant.blobs,
            plant.handles,
            plant.follower,
            DecodeSettings.DEFAULTS,
            plant.pipeline,
            new UploadJobs(
                plant.pipeline.uploads(), plant.folder.resolve("uploads"), plant.ids, plant.clock),
            UPLOAD_BYTES,
            Optional.of(clients),
            plant.ids,
            plant.clock));
  }

  /** Clients that are written down instead of connected. */
  public static final class ListedClients implements MqttClients {
    public final List<ClientInfo> connected = new CopyOnWriteArrayList<>();

    @Override
    public List<ClientInfo> connected() {
      return connected;
    }

    @Override
    public List<ClientInfo.Gone> gone() {
      return List.of();
    }

    @Override
    public boolean disconnect(String principal, String clientId) {
      return connected.removeIf(
          client -> client.principal().equals(principal) && client.clientId().equals(clientId));
    }
  }
}
