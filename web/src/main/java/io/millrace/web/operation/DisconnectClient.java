package io.millrace.web.operation;

import io.millrace.web.json.Field;

/** Which MQTT client is to go. */
public record DisconnectClient(
    @Field(value = "Its credential, as listed.", minLength = 1, maxLength = 200) String principal,
    @Field(value = "Its client id, as listed.", maxLength = 65_535) String clientId) {}
