package io.millrace.security.audit;

/**
 * A stable name for something that the audit records. Implemented by one enum per domain, as error
 * codes are; {@link #name()} is stored and never changes its meaning.
 */
public interface AuditEvent {
  /** The enum constant's name, in {@code UPPER_SNAKE_CASE}, unique across all domains. */
  String name();
}
