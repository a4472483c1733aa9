package io.millrace.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestForgeryTest {
  private static final Set<String> OWN = Set.of("http://127.0.0.1:8080", "https://plant.example");
  private static final Secret TOKEN = Secret.of("the-token-of-this-session");

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void reading_needs_no_token(String method) {
    assertThat(sign(method, Map.of("Sec-Fetch-Site", "cross-site"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "post", "PROPFIND", ""})
  void everything_else_needs_the_token_of_the_session(String method) {
    assertThat(sign(method, Map.of())).isPresent();
    assertThat(sign(method, Map.of("X-CSRF-Token", "another"))).isPresent();
    assertThat(sign(method, Map.of("X-CSRF-Token", TOKEN.reveal()))).isEmpty();
  }

  @Test
  void a_page_of_our_own_passes() {
    Map<String, String> headers =
        Map.of(
            "Sec-Fetch-Site", "same-origin",
            "Origin", "HTTPS://plant.example",
            "X-CSRF-Token", TOKEN.reveal());
    assertThat(sign("POST", headers)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", "nonsense"})
  void what_the_browser_says_comes_from_elsewhere_is_refused_even_with_the_token(String site) {
    assertThat(sign("POST", Map.of("Sec-Fetch-Site", site, "X-CSRF-Token", TOKEN.reveal())))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://127.0.0.1:8081",
        "http://plant.example",
        "https://plant.example.evil.example",
        ""
      })
  void another_origin_is_refused_even_with_the_token(String origin) {
    assertThat(sign("POST", Map.of("Origin", origin, "X-CSRF-Token", TOKEN.reveal()))).isPresent();
  }

  @Test
  void a_sign_in_has_no_token_yet_and_is_still_refused_from_elsewhere() {
    assertThat(RequestForgery.crossSite(headers(Map.of("Origin", "https://evil.example")), OWN))
        .isPresent();
    assertThat(RequestForgery.crossSite(headers(Map.of("Sec-Fetch-Site", "same-origin")), OWN))
        .isEmpty();
    assertThat(RequestForgery.crossSite(headers(Map.of()), OWN)).isEmpty();
  }

  private static Optional<String> sign(String method, Map<String, String> headers) {
    return RequestForgery.sign(method, headers(headers), OWN, TOKEN);
  }

  private static Function<String, @Nullable String> headers(Map<String, String> headers) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    return anyCase::get;
  }
}
