package io.millrace.web.account;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.Scope;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token that shall be made. */
record CreateToken(
    @Field(value = "What people will call it.", minLength = 1, maxLength = 100) String label,
    @Field("The site to which it is limited; absent for the whole organisation.")
        @Nullable AssetId site,
    @Field(value = "What it is for.", minLength = 1, maxLength = 5) List<Scope> scopes,
    @Field("Under whose identity its data arrives. Needed for INGEST.") @Nullable SourceId source,
    @Field(
            value =
                "Channels on which it may hand over data, as MQTT topic filters; absent with INGEST"
                    + " for every channel.",
            maxLength = 32)
        @Nullable List<String> publish,
    @Field(
            value =
                "Channels from which it may receive, as MQTT topic filters; absent with SUBSCRIBE"
                    + " for every channel.",
            maxLength = 32)
        @Nullable List<String> subscribe,
    @Field("When it ends; absent for never.") @Nullable Instant expiresAt) {}
