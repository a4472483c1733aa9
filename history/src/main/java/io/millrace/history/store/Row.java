package io.millrace.history.store;

/**
 * A chunk or a page of statistics.
 *
 * @param number which one within its point and bucket
 * @param bytes opaque to the store; nobody writes into them any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Row(int number, byte[] bytes) {}
