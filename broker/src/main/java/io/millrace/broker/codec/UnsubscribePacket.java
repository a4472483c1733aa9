package io.millrace.broker.codec;

import java.util.List;

/**
 * UNSUBSCRIBE (3.10).
 *
 * @param packetId 1 to 65,535
 * @param filters at least one
 */
public record UnsubscribePacket(int packetId, List<String> filters) {}
