package io.millrace.security.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTest {
  private record Credentials(String login, Secret password) {}

  @Test
  void a_secret_shows_itself_only_to_whoever_says_so() {
    Secret secret = Secret.of("hunter2");
    assertThat(secret.toString()).doesNotContain("hunter2");
    assertThat(new Credentials("olga", secret).toString()).doesNotContain("hunter2");
    assertThat("%s".formatted(secret)).doesNotContain("hunter2");
    assertThat(secret.reveal()).isEqualTo("hunter2");
  }

  @Test
  void secrets_are_equal_exactly_if_their_texts_are() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    assertThat(Secret.of("a")).isNotEqualTo("a");
  }

  @Test
  void fresh_secrets_have_256_bits() {
    SecretGenerator secrets = new SecretGenerator(new SecureRandom());
    assertThat(secrets.next().reveal()).matches("[A-Za-z0-9_-]{43}");
    assertThat(secrets.next()).isNotEqualTo(secrets.next());
  }

  @Test
  void the_digest_is_sha_256() {
    // FIPS 180-4, example "abc".
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
