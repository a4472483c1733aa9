package io.millrace.security.token;

import static io.millrace.security.support.SecurityFixture.FOUNDRY;
import static io.millrace.security.support.SecurityFixture.NEIGHBOUR;
import static io.millrace.security.support.SecurityFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.SourceId;
import io.millrace.security.Security;
import io.millrace.security.SecuritySettings;
import io.millrace.security.audit.AuditQuery;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.support.DatabaseTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokensTest extends DatabaseTest {
  private static final SourceId PRESS = new SourceId(new UUID(3, 3));

  @Test
  void a_token_lets_in_with_all_that_it_was_made_with() {
    Place site = Place.of(FOUNDRY, new AssetId(new UUID(4, 4)));
    NewToken wanted =
        new NewToken(
            "Press 4",
            site,
            EnumSet.of(Scope.INGEST, Scope.SUBSCRIBE, Scope.READ),
            PRESS,
            ChannelFilters.of("line1/press/#", "line1/+/status"),
            ChannelFilters.of("line1/orders"),
            fixture.clock.nowNs() + Duration.ofDays(1).toNanos());
    IssuedToken issued = tokens().create(OPERATOR, wanted);
    for (Security process : List.of(fixture.security, fixture.openAnother())) {
      Principal.Token principal = process.tokenVerifier().check(issued.text().reveal()).orThrow();
      assertThat(principal)
          .isEqualTo(
              new Principal.Token(
                  issued.token().id(),
                  "Press 4",
                  site,
                  wanted.scopes(),
                  PRESS,
                  wanted.publish(),
                  wanted.subscribe(),
                  wanted.expiresNs()));
    }
  }

  @Test
  void the_text_is_shown_once_and_stored_nowhere() throws Exception {
    IssuedToken issued = tokens().create(OPERATOR, ingest("Press 4"));
    String secret = issued.text().reveal().substring(14, 66);
    assertThat(issued.toString()).doesNotContain(secret);
    assertThat(tokens().find(issued.token().id()).orElseThrow().toString()).doesNotContain(secret);
    assertThat(fixture.security.audit().find(AuditQuery.newest(10)).toString())
        .contains("TOKEN_CREATED", issued.token().id())
        .doesNotContain(secret);
    try (var connection = fixture.dataSource.getConnection();
        var rows = connection.createStatement().executeQuery("SELECT * FROM security_token")) {
      assertThat(rows.next()).isTrue();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        assertThat(rows.getString(i)).doesNotContain(secret);
      }
    }
  }

  @Test
  void a_revoked_token_is_refused_at_once() {
    IssuedToken issued = tokens().create(OPERATOR, ingest("Press 4"));
    String text = issued.text().reveal();
    assertThat(check(text)).isInstanceOf(TokenCheck.Accepted.class);
    assertThat(verifier().holds(issued.token().id())).isTrue();

    assertThat(tokens().revoke(OPERATOR, issued.token().id())).isTrue();

    assertThat(code(check(text))).isEqualTo(AccessError.TOKEN_UNKNOWN);
    assertThat(verifier().checkInMemory(text)).isInstanceOf(TokenCheck.Refused.class);
    assertThat(verifier().holds(issued.token().id())).isFalse();
    assertThat(tokens().find(issued.token().id()).orElseThrow().revoked()).isTrue();
  }

  @Test
  void revoking_twice_changes_nothing_and_an_unknown_id_is_said() {
    IssuedToken issued = tokens().create(OPERATOR, ingest("Press 4"));
    tokens().revoke(OPERATOR, issued.token().id());
    long firstNs = tokens().find(issued.token().id()).orElseThrow().revokedNs();
    fixture.clock.advance(Duration.ofHours(1));
    assertThat(tokens().revoke(OPERATOR, issued.token().id())).isTrue();
    assertThat(tokens().find(issued.token().id()).orElseThrow().revokedNs()).isEqualTo(firstNs);
    assertThat(tokens().revoke(OPERATOR, "0000000000")).isFalse();
  }

  @Test
  void a_token_that_another_process_revoked_is_refused_after_housekeeping() {
    IssuedToken issued = tokens().create(OPERATOR, ingest("Press 4"));
    assertThat(check(issued.text().reveal())).isInstanceOf(TokenCheck.Accepted.class);
    Security commandLine = fixture.openAnother();

    commandLine.tokens().revoke(OPERATOR, issued.token().id());
    fixture.security.housekeeping().run();

    assertThat(code(check(issued.text().reveal()))).isEqualTo(AccessError.TOKEN_UNKNOWN);
  }

  @Test
  void whoever_holds_connections_is_told_of_a_revocation_wherever_it_was_made() {
    IssuedToken here = tokens().create(OPERATOR, ingest("Press 4"));
    IssuedToken there = tokens().create(OPERATOR, ingest("Press 5"));
    List<String> told = new ArrayList<>();
    verifier().onRevoked(told::add);
    tokens().revoke(OPERATOR, here.token().id());
    assertThat(told).containsExactly(here.token().id());
    fixture.openAnother().tokens().revoke(OPERATOR, there.token().id());
    fixture.security.housekeeping().run();
    assertThat(told).contains(there.token().id());
  }

  @Test
  void a_token_that_another_process_made_works_at_once() {
    Security commandLine = fixture.openAnother();
    IssuedToken issued = commandLine.tokens().create(OPERATOR, ingest("Press 4"));
    assertThat(verifier().checkInMemory(issued.text().reveal())).isNull();
    assertThat(check(issued.text().reveal())).isInstanceOf(TokenCheck.Accepted.class);
    assertThat(verifier().checkInMemory(issued.text().reveal()))
        .isInstanceOf(TokenCheck.Accepted.class);
  }

  @Test
  void a_token_ends_when_it_expires() {
    IssuedToken issued =
        tokens()
            .create(
                OPERATOR,
                new NewToken(
                    "Visitor",
                    Place.of(FOUNDRY),
                    Set.of(Scope.READ),
                    null,
                    ChannelFilters.NONE,
                    ChannelFilters.NONE,
                    fixture.clock.nowNs() + Duration.ofHours(1).toNanos()));
    fixture.clock.advance(Duration.ofMinutes(59));
    assertThat(check(issued.text().reveal())).isInstanceOf(TokenCheck.Accepted.class);
    fixture.clock.advance(Duration.ofMinutes(1));
    assertThat(code(check(issued.text().reveal()))).isEqualTo(AccessError.TOKEN_EXPIRED);
    assertThat(verifier().holds(issued.token().id())).isFalse();
  }

  @Test
  void a_wrong_secret_with_a_right_id_is_refused_like_an_unknown_token() {
    IssuedToken mine = tokens().create(OPERATOR, ingest("Press 4"));
    String forged = withId(issueElsewhere().text(), mine.token().id());
    assertThat(code(check(forged))).isEqualTo(AccessError.TOKEN_UNKNOWN);
    assertThat(check(forged)).isEqualTo(check(issueElsewhere().text().reveal()));
  }

  @Test
  void a_typing_error_is_told_without_asking_the_database() {
    String text = tokens().create(OPERATOR, ingest("Press 4")).text().reveal();
    String mistyped =
        text.substring(0, 30) + (text.charAt(30) == 'a' ? 'b' : 'a') + text.substring(31);
    long lookups = verifier().statistics().lookups();
    assertThat(code(check(mistyped))).isEqualTo(AccessError.TOKEN_MISTYPED);
    assertThat(code(check("hunter2"))).isEqualTo(AccessError.TOKEN_MISTYPED);
    assertThat(code(check(""))).isEqualTo(AccessError.TOKEN_MISTYPED);
    assertThat(verifier().statistics().lookups()).isEqualTo(lookups);
  }

  @Test
  void an_unknown_token_is_looked_up_once_in_a_while() {
    String unknown = issueElsewhere().text().reveal();
    long lookups = verifier().statistics().lookups();
    for (int i = 0; i < 100; i++) {
      assertThat(code(check(unknown))).isEqualTo(AccessError.TOKEN_UNKNOWN);
    }
    assertThat(verifier().statistics().lookups()).isEqualTo(lookups + 1);
    fixture.clock.advance(Duration.ofSeconds(31));
    assertThat(code(check(unknown))).isEqualTo(AccessError.TOKEN_UNKNOWN);
    assertThat(verifier().statistics().lookups()).isEqualTo(lookups + 2);
  }

  @Test
  void after_a_start_known_tokens_are_in_memory() {
    IssuedToken issued = tokens().create(OPERATOR, ingest("Press 4"));
    Security restarted = fixture.openAnother();
    assertThat(restarted.tokenVerifier().checkInMemory(issued.text().reveal()))
        .isInstanceOf(TokenCheck.Accepted.class);
    assertThat(restarted.tokenVerifier().statistics().lookups()).isZero();
  }

  @Test
  void the_last_use_is_known_to_a_minute() {
    IssuedToken issued = tokens().create(OPERATOR, ingest("Press 4"));
    check(issued.text().reveal());
    long firstUseNs = fixture.clock.nowNs();
    fixture.clock.advance(Duration.ofSeconds(30));
    check(issued.text().reveal());
    verifier().flushLastUsed();
    assertThat(tokens().find(issued.token().id()).orElseThrow().lastUsedNs()).isEqualTo(firstUseNs);
    fixture.clock.advance(Duration.ofSeconds(31));
    check(issued.text().reveal());
    verifier().flushLastUsed();
    assertThat(tokens().find(issued.token().id()).orElseThrow().lastUsedNs())
        .isEqualTo(fixture.clock.nowNs());
  }

  @Test
  void tokens_are_listed_by_organisation_page_by_page() {
    for (int i = 0; i < 5; i++) {
      tokens().create(OPERATOR, ingest("Press " + i));
    }
    tokens()
        .create(
            OPERATOR,
            new NewToken(
                "Neighbour's",
                Place.of(NEIGHBOUR),
                Set.of(Scope.READ),
                null,
                ChannelFilters.NONE,
                ChannelFilters.NONE,
                Token.NEVER));
    List<Token> first = tokens().list(FOUNDRY, "", 3);
    List<Token> second = tokens().list(FOUNDRY, first.getLast().id(), 3);
    assertThat(first).hasSize(3);
    assertThat(second).hasSize(2);
    assertThat(first).doesNotContainAnyElementsOf(second);
    assertThat(tokens().list(NEIGHBOUR, "", 100))
        .extracting(Token::label)
        .containsExactly("Neighbour's");
  }

  @Test
  void there_is_a_limit_and_revoked_tokens_make_room() {
    SecuritySettings defaults = SecuritySettings.DEFAULT;
    Security small =
        fixture.openAnother(
            new SecuritySettings(
                defaults.passwordCost(),
                defaults.passwordsAtOnce(),
                defaults.sessions(),
                defaults.signIn(),
                10,
                2,
                defaults.auditRetention()));
    IssuedToken first = small.tokens().create(OPERATOR, ingest("1"));
    small.tokens().create(OPERATOR, ingest("2"));
    assertThatThrownBy(() -> small.tokens().create(OPERATOR, ingest("3")))
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessError.ACCOUNT_LIMIT));
    small.tokens().revoke(OPERATOR, first.token().id());
    small.tokens().create(OPERATOR, ingest("3"));
  }

  @Test
  void a_token_that_could_do_nothing_is_not_made() {
    assertRefused("", Set.of(Scope.READ), null, ChannelFilters.NONE, ChannelFilters.NONE);
    assertRefused("x", Set.of(), null, ChannelFilters.NONE, ChannelFilters.NONE);
    assertRefused("x", Set.of(Scope.INGEST), null, ChannelFilters.ALL, ChannelFilters.NONE);
    assertRefused("x", Set.of(Scope.INGEST), PRESS, ChannelFilters.NONE, ChannelFilters.NONE);
    assertRefused("x", Set.of(Scope.SUBSCRIBE), PRESS, ChannelFilters.NONE, ChannelFilters.NONE);
    assertRefused("x", Set.of(Scope.READ), PRESS, ChannelFilters.ALL, ChannelFilters.NONE);
    assertThatThrownBy(
            () ->
                tokens()
                    .create(
                        OPERATOR,
                        new NewToken(
                            "x",
                            Place.of(FOUNDRY),
                            Set.of(Scope.READ),
                            null,
                            ChannelFilters.NONE,
                            ChannelFilters.NONE,
                            fixture.clock.nowNs())))
        .hasMessageContaining("past");
  }

  private static void assertRefused(
      String label,
      Set<Scope> scopes,
      @Nullable SourceId source,
      ChannelFilters publish,
      ChannelFilters subscribe) {
    assertThatThrownBy(
            () ->
                new NewToken(
                    label, Place.of(FOUNDRY), scopes, source, publish, subscribe, Token.NEVER))
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessError.TOKEN_INVALID));
  }

  private Tokens tokens() {
    return fixture.security.tokens();
  }

  private TokenVerifier verifier() {
    return fixture.security.tokenVerifier();
  }

  private TokenCheck check(String text) {
    return verifier().check(text);
  }

  private static AccessError code(TokenCheck check) {
    return ((TokenCheck.Refused) check).code();
  }

  private static NewToken ingest(String label) {
    return new NewToken(
        label,
        Place.of(FOUNDRY),
        Set.of(Scope.INGEST),
        PRESS,
        ChannelFilters.ALL,
        ChannelFilters.NONE,
        Token.NEVER);
  }

  /** A well-formed token that this database does not know. */
  private IssuedToken issueElsewhere() {
    TokenText text = TokenText.generate(new SecretGenerator(new SecureRandom()));
    Token token =
        new Token(
            text.id(),
            "elsewhere",
            Place.of(FOUNDRY),
            Set.of(Scope.READ),
            null,
            ChannelFilters.NONE,
            ChannelFilters.NONE,
            0,
            "nobody",
            Token.NEVER,
            0,
            0);
    return new IssuedToken(token, Secret.of(text.reveal()));
  }

  /** The token's text with another id and a checksum that fits, as a forger would make it. */
  private static String withId(Secret token, String id) {
    String body = TokenText.PREFIX + id + token.reveal().substring(13, 66);
    String alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long bits = crc.getValue() << 3;
    StringBuilder checksum = new StringBuilder();
    for (int shift = 30; shift >= 0; shift -= 5) {
      checksum.append(alphabet.charAt((int) (bits >> shift & 31)));
    }
    return body + checksum;
  }
}
