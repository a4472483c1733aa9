package io.millrace.demo.payload;

/**
 * What a receiver makes of one value.
 *
 * @param channel it came on
 * @param path within the message
 * @param timeMs source time
 * @param value as written
 */
public record DecodedSample(String channel, String path, long timeMs, String value) {}
