package io.millrace.demo.past;

/**
 * How far the past is stored.
 *
 * @param share 0 to 1
 * @param samples that are stored
 * @param bytes that were sent for them
 * @param refusedBodies that the server will not take
 * @param done whether there is nothing left to send
 */
public record PastProgress(
    double share, long samples, long bytes, long refusedBodies, boolean done) {}
