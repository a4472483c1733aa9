package io.millrace.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(7_168, 1, 1);
  private static final Secret PASSWORD = Secret.of("copper kettle on fire");

  private final SecretGenerator secrets = new SecretGenerator(new SecureRandom());
  private final PasswordHasher hasher = new PasswordHasher(CHEAP, secrets, 2);

  @Test
  void a_password_matches_its_own_hash_and_no_other() {
    String hash = hasher.hash(PASSWORD);
    assertThat(hasher.matches(PASSWORD, hash)).isTrue();
    assertThat(hasher.matches(Secret.of("copper kettle on fire!"), hash)).isFalse();
    assertThat(hasher.matches(Secret.of(""), hash)).isFalse();
  }

  @Test
  void the_same_password_has_another_hash_each_time() {
    assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
  }

  @Test
  void the_stored_form_is_phc_argon2id_and_names_its_cost() {
    assertThat(hasher.hash(PASSWORD))
        .matches("\\$argon2id\\$v=19\\$m=7168,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
  }

  @Test
  void another_implementation_of_argon2id_agrees() {
    // Made with the reference program argon2 (20190702): argon2 somesaltsomesalt -id -m 13 -t 2 -p
    // 1 -l 32 -e
    String reference =
        "$argon2id$v=19$m=8192,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
            + "$r2jNyw4q0WyPI3tc2JcdUy11WmkrV61o1bo1WnQ+WKg";
    assertThat(hasher.matches(Secret.of("correct password"), reference)).isTrue();
    assertThat(hasher.matches(Secret.of("correct passwore"), reference)).isFalse();
  }

  @Test
  void a_hash_of_an_older_cost_still_matches_and_is_known_to_be_outdated() {
    String old = hasher.hash(PASSWORD);
    PasswordHasher newer = new PasswordHasher(new Argon2Cost(8_192, 2, 1), secrets, 2);
    assertThat(newer.matches(PASSWORD, old)).isTrue();
    assertThat(newer.isOutdated(old)).isTrue();
    assertThat(newer.isOutdated(newer.hash(PASSWORD))).isFalse();
  }

  @Test
  void two_spellings_of_the_same_characters_are_the_same_password() {
    String composed = "glühender kupferkessel";
    String decomposed = "glu\u0308hender kupferkessel";
    assertThat(hasher.matches(Secret.of(decomposed), hasher.hash(Secret.of(composed)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "$argon2id$v=19$m=7168,t=1,p=1$short$short",
        "$argon2i$v=19$m=7168,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=7168,t=999,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void a_damaged_or_hostile_stored_hash_is_refused_before_any_work(String stored) {
    assertThatThrownBy(() -> hasher.matches(PASSWORD, stored))
        .isInstanceOfSatisfying(
            AccessException.class,
            e -> assertThat(e.code()).isEqualTo(AccessError.SECURITY_STORE_DAMAGED));
  }

  @Test
  void salts_are_16_bytes() {
    String salt = hasher.hash(PASSWORD).split("\\$", -1)[4];
    assertThat(Base64.getDecoder().decode(salt)).hasSize(16);
  }
}
