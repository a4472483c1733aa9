package io.millrace.connectors.http.intake;

/**
 * A body that was read and decompressed.
 *
 * @param bytes holds it from the begin on
 * @param length how many of them belong to it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on without a copy, and never compared.
record Body(byte[] bytes, int length) {}
