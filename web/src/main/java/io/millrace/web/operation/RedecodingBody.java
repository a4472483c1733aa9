package io.millrace.web.operation;

import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be decoded anew, with today's configuration. */
public record RedecodingBody(
    @Field(value = "An MQTT topic filter; all channels if absent.", minLength = 1, maxLength = 1024)
        @Nullable String channels,
    @Field("Messages received from then on; as far back as they are kept if absent.")
        @Nullable Instant from,
    @Field("Messages received before; until now if absent.") @Nullable Instant to) {}
