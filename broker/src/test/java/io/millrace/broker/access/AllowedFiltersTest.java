package io.millrace.broker.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.id.SourceId;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllowedFiltersTest {
  private final AllowedFilters press =
      AllowedFilters.of(List.of("plant/press/#"), List.of("plant/press/+/state", "news"));

  @Test
  void what_no_filter_allows_is_denied() {
    assertThat(press.mayPublish("plant/press/1/temperature")).isTrue();
    assertThat(press.mayPublish("plant/oven/1/temperature")).isFalse();
    assertThat(press.mayPublish("news")).isFalse();
    assertThat(TopicPermissions.NONE.mayPublish("news")).isFalse();
    assertThat(TopicPermissions.NONE.maySubscribe("news")).isFalse();
  }

  @Test
  void a_subscription_must_lie_within_one_filter() {
    assertThat(press.maySubscribe("plant/press/7/state")).isTrue();
    assertThat(press.maySubscribe("plant/press/+/state")).isTrue();
    assertThat(press.maySubscribe("plant/press/+/+")).isFalse();
    assertThat(press.maySubscribe("#")).isFalse();
    assertThat(press.maySubscribe("news/#")).isFalse();
  }

  @Test
  void the_token_is_the_password_or_else_the_user_name() {
    InetSocketAddress peer = InetSocketAddress.createUnresolved("device", 1);
    byte[] secret = "secret".getBytes(StandardCharsets.UTF_8);

    assertThat(new Credentials("a", "user", secret, peer).token()).isEqualTo("secret");
    assertThat(new Credentials("a", "user", null, peer).token()).isEqualTo("user");
    assertThat(new Credentials("a", null, null, peer).token()).isNull();
    assertThat(new Credentials("a", "user", secret, peer).toString())
        .doesNotContain("secret")
        .doesNotContain("user");
  }

  @Test
  void an_identity_carries_its_source() {
    SourceId source = new SourceId(new UUID(1, 2));

    assertThat(new Identity("token:1", source, press).source()).isEqualTo(source);
  }
}
