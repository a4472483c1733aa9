package io.millrace.security.token;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.time.NanoClock;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.AuditEntry;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Creates, lists and revokes tokens. Thread-safe. It does not ask whether the caller may: the
 * authorisation point was asked before, with {@code Resource.Tokens}.
 */
public final class Tokens {
  /** Most tokens of one page. */
  public static final int MAX_PAGE = 500;

  private final SecurityDatabase database;
  private final AuditLog audit;
  private final TokenVerifier verifier;
  private final SecretGenerator secrets;
  private final NanoClock clock;
  private final int maxTokens;

  /**
   * @param verifier the one that is told of each change, so that it holds at once
   * @param maxTokens how many tokens there may be that are not revoked
   */
  public Tokens(
      SecurityDatabase database,
      AuditLog audit,
      TokenVerifier verifier,
      SecretGenerator secrets,
      NanoClock clock,
      int maxTokens) {
    this.database = database;
    this.audit = audit;
    this.verifier = verifier;
    this.secrets = secrets;
    this.clock = clock;
    this.maxTokens = maxTokens;
  }

  /**
   * Creates a token.
   *
   * @return the token with its text, which can never be seen again
   * @throws AccessException with {@link AccessError#TOKEN_INVALID} if it would be expired already,
   *     or {@link AccessError#ACCOUNT_LIMIT}
   */
  public IssuedToken create(Actor actor, NewToken wanted) {
    long nowNs = clock.nowNs();
    if (wanted.expiresNs() <= nowNs) {
      throw new AccessException(
          AccessError.TOKEN_INVALID, "The token's expiry lies in the past; nothing was created.");
    }
    TokenText text = TokenText.generate(secrets);
    Token token =
        new Token(
            text.id(),
            wanted.label(),
            wanted.place(),
            wanted.scopes(),
            wanted.source(),
            wanted.publish(),
            wanted.subscribe(),
            nowNs,
            actor.principal(),
            wanted.expiresNs(),
            0,
            0);
    database.write(
        handle -> {
          if (TokenTable.countActive(handle) >= maxTokens) {
            throw new AccessException(
                AccessError.ACCOUNT_LIMIT,
                "There are " + maxTokens + " tokens, the limit. Revoke some that are not used.");
          }
          TokenTable.insert(handle, token, text.secretHash());
          return audit.append(handle, created(actor, token));
        });
    verifier.changed(token.id());
    return new IssuedToken(token, Secret.of(text.reveal()));
  }

  private static AuditEntry created(Actor actor, Token token) {
    String scopes =
        token.scopes().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    return AuditEntry.done(
        actor,
        token.place().organisation(),
        SecurityEvent.TOKEN_CREATED,
        "token:" + token.id(),
        "Token '" + token.label() + "' for " + scopes + ".");
  }

  /**
   * Revokes a token; it is refused from now on by this process, and by others on the same database
   * within seconds. Revoking it again changes nothing.
   *
   * @return false if there is no such token
   */
  public boolean revoke(Actor actor, String id) {
    boolean found =
        database.write(
            handle -> {
              Optional<Token> token =
                  TokenTable.find(handle, id).map(TokenTable.StoredToken::token);
              token
                  .filter(active -> !active.revoked())
                  .ifPresent(
                      active -> {
                        TokenTable.revoke(handle, id, clock.nowNs());
                        audit.append(
                            handle,
                            AuditEntry.done(
                                actor,
                                active.place().organisation(),
                                SecurityEvent.TOKEN_REVOKED,
                                "token:" + id,
                                "Token '" + active.label() + "'."));
                      });
              return token.isPresent();
            });
    verifier.changed(id);
    return found;
  }

  /** A token, also a revoked one, so that old records can be traced. */
  public Optional<Token> find(String id) {
    return database.read(handle -> TokenTable.find(handle, id)).map(TokenTable.StoredToken::token);
  }

  /**
   * Tokens of an organisation in the order of their ids.
   *
   * @param afterId the last id of the page before; empty for the first page
   * @param limit at most {@value #MAX_PAGE}
   */
  public List<Token> list(OrganisationId organisation, String afterId, int limit) {
    int bounded = Math.clamp(limit, 1, MAX_PAGE);
    return database.read(handle -> TokenTable.list(handle, organisation, afterId, bounded));
  }
}
