package io.millrace.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.secret.Secret;
import org.junit.jupiter.api.Test;

class CookieTest {
  @Test
  void a_cookie_over_tls_is_bound_to_the_host_and_sent_over_tls_only() {
    assertThat(Cookie.session(Secret.of("s3cret"), 600, true).header())
        .isEqualTo(
            "__Host-millrace-session=s3cret; Path=/; Max-Age=600; HttpOnly; SameSite=Strict;"
                + " Secure");
  }

  @Test
  void without_tls_it_is_still_closed_to_scripts_and_to_other_sites() {
    assertThat(Cookie.session(Secret.of("s3cret"), 600, false).header())
        .isEqualTo("millrace-session=s3cret; Path=/; Max-Age=600; HttpOnly; SameSite=Strict");
  }

  @Test
  void signing_out_takes_it_away() {
    assertThat(Cookie.noSession(false).header()).contains("millrace-session=;", "Max-Age=0");
  }

  @Test
  void a_cookie_does_not_print_its_value() {
    assertThat(Cookie.device(Secret.of("s3cret"), true).toString()).doesNotContain("s3cret");
  }
}
