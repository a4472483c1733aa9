package io.millrace.pipeline.decode;

import org.jspecify.annotations.Nullable;

/**
 * A message, or a line of one, that goes to quarantine.
 *
 * @param record index of the record in its block
 * @param part the bytes of the line; null if it is the whole message
 * @param code name of the error code
 * @param reason a sentence for a person
 * @param line number of the line, from 1; 0 if there is none
 * @param field the path, column or option; empty if none can be named
 */
@SuppressWarnings("ArrayRecordComponent") // rejections are not compared
public record Rejection(
    int record, byte @Nullable [] part, String code, String reason, int line, String field) {}
