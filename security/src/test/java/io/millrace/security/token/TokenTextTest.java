package io.millrace.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.security.secret.SecretGenerator;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTextTest {
  private final SecretGenerator secrets = new SecretGenerator(new SecureRandom());

  @Test
  void a_token_reads_back_as_what_was_made() {
    TokenText made = TokenText.generate(secrets);
    TokenText read = Objects.requireNonNull(TokenText.parse(made.reveal()));
    assertThat(read.id()).isEqualTo(made.id());
    assertThat(read.secretHash()).isEqualTo(made.secretHash());
    assertThat(made.reveal()).hasSize(TokenText.LENGTH).matches("mr_[0-9a-z]{10}_[0-9a-z]{59}");
  }

  @Test
  void tokens_differ_in_id_and_secret() {
    Set<String> ids = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      TokenText token = TokenText.generate(secrets);
      ids.add(token.id());
      texts.add(token.reveal().substring(14, 66));
    }
    assertThat(ids).hasSize(1000);
    assertThat(texts).hasSize(1000);
  }

  @Test
  void every_single_typing_error_is_noticed() {
    String token = TokenText.generate(secrets).reveal();
    for (int i = 0; i < token.length(); i++) {
      char wrong = token.charAt(i) == 'x' ? 'y' : 'x';
      String mistyped = token.substring(0, i) + wrong + token.substring(i + 1);
      assertThat(TokenText.parse(mistyped)).as(mistyped).isNull();
    }
  }

  @Test
  void lost_swapped_and_added_characters_are_noticed() {
    String token = TokenText.generate(secrets).reveal();
    assertThat(TokenText.parse(token.substring(1))).isNull();
    assertThat(TokenText.parse(token.substring(0, token.length() - 1))).isNull();
    assertThat(TokenText.parse(token + "a")).isNull();
    assertThat(TokenText.parse(" " + token)).isNull();
    for (int i = 14; i < token.length() - 1; i++) {
      if (token.charAt(i) != token.charAt(i + 1)) {
        String swapped =
            token.substring(0, i) + token.charAt(i + 1) + token.charAt(i) + token.substring(i + 2);
        assertThat(TokenText.parse(swapped)).as(swapped).isNull();
      }
    }
  }

  @Test
  void any_text_is_read_without_an_exception() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String token = TokenText.generate(secrets).reveal();
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder(token);
      for (int change = random.nextInt(5); change >= 0; change--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x2000));
      }
      assertThatCode(() -> TokenText.parse(text.toString()))
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }
}
