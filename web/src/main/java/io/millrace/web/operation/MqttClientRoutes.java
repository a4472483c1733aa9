package io.millrace.web.operation;

import io.millrace.broker.connection.ClientInfo;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** MQTT clients: who is connected, who went and why. Each belongs to where its source is placed. */
public final class MqttClientRoutes {
  private final Registry registry;
  private final PlantPlaces places;
  private final MqttClients clients;

  public MqttClientRoutes(Registry registry, PlantPlaces places, MqttClients clients) {
    this.registry = registry;
    this.places = places;
    this.clients = clients;
  }

  /** List, disconnect. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/mqtt/clients", "listMqttClients")
            .tag(JournalRoutes.TAG)
            .summary("MQTT clients that are connected, and those that went lately")
            .access(Access.perItem(Action.READ_SYSTEM, "Each by the place of its source."))
            .answers(Answer.json(MqttClientList.class, "Clients."))
            .handledBy(this::list),
        Route.post("/api/v1/mqtt/clients/disconnect", "disconnectMqttClient")
            .tag(JournalRoutes.TAG)
            .summary("End the connection of an MQTT client")
            .description("It may connect again; to keep it out, revoke its token.")
            .access(Access.perItem(Action.CONFIGURE_SOURCES, "The client by its source."))
            .takes(DisconnectClient.class, "Which.")
            .answers(Answer.noContent("It is told to go."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::disconnect));
  }

  private Reply list(ApiRequest request) {
    Predicate<SourceId> visible = visible(request);
    return Reply.ok(
        new MqttClientList(
            clients.connected().stream()
                .filter(client -> visible.test(client.source()))
                .map(MqttClientView::of)
                .toList(),
            clients.gone().stream()
                .filter(gone -> visible.test(gone.last().source()))
                .map(MqttClientView::of)
                .toList()));
  }

  private Predicate<SourceId> visible(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    Map<SourceId, Boolean> known = new HashMap<>();
    return id ->
        known.computeIfAbsent(
            id,
            _ ->
                registry
                    .sources()
                    .find(organisation, id)
                    .filter(
                        source ->
                            request.may(Action.READ_SYSTEM, PlaceAccess.whole(places.of(source))))
                    .isPresent());
  }

  private Reply disconnect(ApiRequest request) {
    DisconnectClient which = request.body(DisconnectClient.class);
    ClientInfo client =
        clients.connected().stream()
            .filter(each -> each.principal().equals(which.principal()))
            .filter(each -> each.clientId().equals(which.clientId()))
            .findAny()
            .orElseThrow(() -> WebException.unknown("MQTT client"));
    Resource source = places.source(request.organisation(), client.source());
    request.require(Action.CONFIGURE_SOURCES, source);
    if (!clients.disconnect(which.principal(), which.clientId())) {
      throw WebException.unknown("MQTT client");
    }
    return Reply.noContent();
  }
}
