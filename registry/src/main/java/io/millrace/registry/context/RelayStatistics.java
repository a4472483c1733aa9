package io.millrace.registry.context;

/**
 * What the relay has done since it was started.
 *
 * @param relayed entries handed on, repeats included
 * @param failures attempts that failed
 * @param relayedSequence up to which entry the journal has them
 * @param failing whether the last attempt failed
 */
public record RelayStatistics(long relayed, long failures, long relayedSequence, boolean failing) {}
