package io.millrace.app.wiring;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.server.DemoPlant;
import io.millrace.app.server.ServerAddresses;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Source;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportFormat;
import io.millrace.registry.bulk.ImportReport;
import io.millrace.security.Security;
import io.millrace.security.audit.Actor;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.token.NewToken;
import io.millrace.security.token.Token;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives the simulated plant its place in a server: the asset model of its pack, and a token for
 * each of its gateways. From then on it is an outside client like any other.
 */
final class DemoPlantPreparation {
  private static final String PACK = "/packs/demo-foundry/plant.json";
  private static final String KEY_PREFIX = "GW-";
  private static final String LABEL_PREFIX = "Demo plant ";
  private static final String MAIN_CLASS = "io.millrace.demo.DemoMain";
  private static final String TASK = "demo";
  private static final int PAGE = 500;

  private final Registry registry;
  private final Security security;
  private final SecretGenerator secrets;
  private final OrganisationId organisation;

  DemoPlantPreparation(
      Registry registry, Security security, SecretGenerator secrets, OrganisationId organisation) {
    this.registry = registry;
    this.security = security;
    this.secrets = secrets;
    this.organisation = organisation;
  }

  /** As {@link DemoPlant#prepare}. */
  DemoPlant.Launch prepare(ServerAddresses server, Path folder) {
    importPack();
    Path credentials = folder.resolve("credentials.json");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(credentials)) {
        new PlantCredentials(credentials).write(issueTokens(), secrets.next());
      }
    } catch (IOException e) {
      throw new AppException(
          AppError.DATA_FOLDER_UNUSABLE,
          "The simulated plant's folder " + folder + " cannot be written: " + e + ".",
          e);
    }
    return new DemoPlant.Launch(
        MAIN_CLASS,
        List.of(
            "--mqtt",
            hostAndPort(server.mqtt()),
            "--http",
            server.web().toString(),
            "--folder",
            folder.toString(),
            "--credentials",
            credentials.toString(),
            "--stop-at-end-of-input"),
        Map.of());
  }

  private static String hostAndPort(URI mqtt) {
    return mqtt.getHost() + ":" + mqtt.getPort();
  }

  /** The same again changes nothing, so it is done at each start: a newer pack comes through. */
  private void importPack() {
    ImportReport report;
    try (InputStream pack = DemoPlantPreparation.class.getResourceAsStream(PACK)) {
      if (pack == null) {
        throw new AppException(
            AppError.PROCESS_FAILED, "This build lacks the demo plant's pack " + PACK + ".");
      }
      report =
          registry
              .imports()
              .run(
                  new io.millrace.registry.change.Actor(organisation, "system:" + TASK),
                  pack,
                  ImportFormat.JSON);
    } catch (IOException e) {
      throw new AppException(
          AppError.PROCESS_FAILED, "The demo plant's pack cannot be read: " + e + ".", e);
    }
    if (!report.applied()) {
      throw new AppException(
          AppError.PROCESS_FAILED,
          "The demo plant's pack was refused: " + report.faults().getFirst() + ".");
    }
  }

  /** New tokens, by gateway; those of an earlier credentials file no longer hold. */
  private Map<String, Secret> issueTokens() {
    revokeEarlier();
    Map<String, Secret> tokens = new TreeMap<>();
    for (Source source : registry.sources().all(organisation)) {
      String key = source.spec().externalKey();
      if (key.startsWith(KEY_PREFIX)) {
        tokens.put(
            key,
            security
                .tokens()
                .create(
                    Actor.internal(TASK),
                    new NewToken(
                        LABEL_PREFIX + key,
                        Place.of(organisation),
                        Set.of(Scope.INGEST),
                        source.id(),
                        ChannelFilters.ALL,
                        ChannelFilters.NONE,
                        Token.NEVER))
                .text());
      }
    }
    return tokens;
  }

  private void revokeEarlier() {
    List<Token> page = security.tokens().list(organisation, "", PAGE);
    while (!page.isEmpty()) {
      page.stream()
          .filter(token -> token.label().startsWith(LABEL_PREFIX) && !token.revoked())
          .forEach(token -> security.tokens().revoke(Actor.internal(TASK), token.id()));
      page = security.tokens().list(organisation, page.getLast().id(), PAGE);
    }
  }
}
