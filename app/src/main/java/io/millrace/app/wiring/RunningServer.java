package io.millrace.app.wiring;

import io.millrace.app.server.DemoPlant;
import io.millrace.app.server.ServerAddresses;
import io.millrace.app.server.ServerHandle;
import io.millrace.model.id.OrganisationId;
import io.millrace.security.Security;
import io.millrace.security.audit.Actor;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A server that has started. It serves from the begin: whoever builds it has replayed before. */
final class RunningServer implements ServerHandle {
  private final ServerAddresses addresses;
  private final Security security;
  private final OrganisationId organisation;
  private final DemoPlantPreparation plant;
  private final Teardown teardown;

  /**
   * @param teardown closes everything that it is made of
   */
  RunningServer(
      ServerAddresses addresses,
      Security security,
      OrganisationId organisation,
      DemoPlantPreparation plant,
      Teardown teardown) {
    this.addresses = addresses;
    this.security = security;
    this.organisation = organisation;
    this.plant = plant;
    this.teardown = teardown;
  }

  @Override
  public ServerAddresses addresses() {
    return addresses;
  }

  @Override
  public CompletableFuture<Void> ready() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<URI> firstPasswordLink() {
    if (security.users().hasOwner(organisation)) {
      return Optional.empty();
    }
    return Optional.of(
        SetupLinkAddress.of(
            addresses.web(),
            security
                .setupLinks()
                .issueForFirstOwner(Actor.internal("start"), organisation)
                .secret()));
  }

  /** As {@link DemoPlant#prepare}. */
  DemoPlant.Launch preparePlant(Path folder) {
    return plant.prepare(addresses, folder);
  }

  @Override
  public void close() {
    teardown.close();
  }
}
