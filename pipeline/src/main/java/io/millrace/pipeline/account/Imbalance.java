package io.millrace.pipeline.account;

import io.millrace.model.id.SourceId;

/**
 * An account that does not balance, which is a defect of ours.
 *
 * @param detail a sentence with the numbers
 */
public record Imbalance(SourceId source, String detail) {}
