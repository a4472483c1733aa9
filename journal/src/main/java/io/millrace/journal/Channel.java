package io.millrace.journal;

/**
 * Under which name a record came, and what its bytes claim to be.
 *
 * @param name MQTT topic, HTTP path, register block with its request
 * @param contentType a media type; empty if the sender named none
 */
public record Channel(String name, String contentType) {}
