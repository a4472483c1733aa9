package io.millrace.web.account;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.token.Token;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token as the API shows it: all but its secret. */
record TokenView(
    @Field("The public part, which never changes.") String id,
    @Field("What people call it.") String label,
    @Field("The site to which it is limited; absent if it is good for the whole organisation.")
        @Nullable AssetId site,
    @Field("What it is for.") List<Scope> scopes,
    @Field("Under whose identity its data arrives; absent if it hands over none.")
        @Nullable SourceId source,
    @Field("Channels on which it may hand over data, as MQTT topic filters.") List<String> publish,
    @Field("Channels from which it may receive, as MQTT topic filters.") List<String> subscribe,
    @Field("When it was made.") Instant createdAt,
    @Field("Who made it.") String createdBy,
    @Field("When it ends; absent if it does not.") @Nullable Instant expiresAt,
    @Field("When it was last used, to within a minute; absent if never.")
        @Nullable Instant lastUsedAt,
    @Field("When it was revoked; absent if it was not.") @Nullable Instant revokedAt) {
  static TokenView of(Token token) {
    return new TokenView(
        token.id(),
        token.label(),
        token.place().site(),
        token.scopes().stream().sorted().toList(),
        token.source(),
        token.publish().texts(),
        token.subscribe().texts(),
        ApiTime.of(token.createdNs()),
        token.createdBy(),
        ApiTime.orNull(token.expiresNs()),
        ApiTime.orNull(token.lastUsedNs()),
        ApiTime.orNull(token.revokedNs()));
  }
}
