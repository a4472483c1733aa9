package io.millrace.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final List<String> ABOUT_USER = List.of("olga@foundry.example", "Olga Petrova");

  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copper kettle on fire",
        "vier alte Schmelzöfen",
        "девять синих коров",
        "鉄は熱いうちに打てと言った",
        "kJ8#mQ2!xR5v",
        "190284753916",
        "olga likes copper kettles",
        "the password is a long sentence"
      })
  void words_sentences_and_random_characters_are_taken(String password) {
    assertThatCode(() -> rules.check(Secret.of(password), ABOUT_USER)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "elevenchars",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "123456789012",
        "abcdefghijklmn",
        "zyxwvutsrqponm",
        "qwertyuiopas",
        "passwordpassword",
        "Password2024!!",
        "P4$$w0rd123456",
        "!!Changeme!!2026",
        "correcthorsebatterystaple",
        "olgapetrova1975",
        "millrace-2026-11",
        "olga@foundry.example"
      })
  void what_is_tried_first_is_refused(String password) {
    assertThatThrownBy(() -> rules.check(Secret.of(password), ABOUT_USER))
        .isInstanceOfSatisfying(
            AccessException.class,
            e -> assertThat(e.code()).isEqualTo(AccessError.PASSWORD_REFUSED))
        .hasMessageNotContaining(password);
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 100_000})
  void the_length_has_an_end(int length) {
    String password = "copper kettle ".repeat(length).substring(0, length);
    assertThatThrownBy(() -> rules.check(Secret.of(password), ABOUT_USER))
        .isInstanceOf(AccessException.class)
        .hasMessageContaining("at most");
  }
}
