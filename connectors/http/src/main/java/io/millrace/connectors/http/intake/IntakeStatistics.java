package io.millrace.connectors.http.intake;

import java.util.Map;

/**
 * Counts since the start.
 *
 * @param requests requests that wanted to hand something over; taken plus refused plus those under
 *     way
 * @param taken requests whose body is durable
 * @param takenBytes bytes of these bodies, decompressed
 * @param refused requests that were refused, by the code of their problem
 * @param liveBytesInMemory bytes of bodies on their way into the live lane now
 * @param bulkBytesInMemory the same for the bulk lane
 */
public record IntakeStatistics(
    long requests,
    long taken,
    long takenBytes,
    Map<String, Long> refused,
    long liveBytesInMemory,
    long bulkBytesInMemory) {}
