package io.millrace.broker.support;

import io.millrace.broker.access.Admission;
import io.millrace.broker.access.AllowedFilters;
import io.millrace.broker.access.Authenticator;
import io.millrace.broker.access.Credentials;
import io.millrace.broker.access.Identity;
import io.millrace.model.id.SourceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Identities by token: {@code all} may publish and subscribe everywhere, {@code press} only below
 * {@code plant/press}, {@code nothing} nowhere. Everybody else is unknown.
 */
public final class TestIdentities implements Authenticator {
  private final Map<String, Identity> byToken = new ConcurrentHashMap<>();

  /** The three identities. */
  public TestIdentities() {
    add("all", List.of("#"), List.of("#"));
    add("press", List.of("plant/press/#"), List.of("plant/press/+/state"));
    add("nothing", List.of(), List.of());
  }

  /** Adds an identity. */
  public void add(String token, List<String> publish, List<String> subscribe) {
    byToken.put(
        token,
        new Identity("token:" + token, source(token), AllowedFilters.of(publish, subscribe)));
  }

  /** Adds an identity that may do everything until then. */
  public void addUntil(String token, long expiresAtNs) {
    AllowedFilters everywhere = AllowedFilters.of(List.of("#"), List.of("#"));
    byToken.put(token, new Identity("token:" + token, source(token), everywhere, expiresAtNs));
  }

  /** The source of a token. */
  public static SourceId source(String token) {
    return new SourceId(UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public CompletionStage<Admission> authenticate(Credentials credentials) {
    String token = credentials.token();
    Identity identity = token == null ? null : byToken.get(token);
    return CompletableFuture.completedFuture(
        identity == null ? new Admission.BadCredentials() : new Admission.Granted(identity));
  }
}
