package io.millrace.security.audit;

import io.millrace.model.id.OrganisationId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded. Texts that are too long are cut: an attacker must not fill the disk.
 *
 * @param actor who, and from where
 * @param organisation in which organisation; null for the server as a whole, or if unknown
 * @param event what
 * @param outcome how it ended
 * @param subject what it was done to, such as {@code user:…} or {@code token:…}; may be empty
 * @param detail a sentence for a person; may be empty. Never a secret, nor what somebody typed into
 *     a sign-in form
 */
public record AuditEntry(
    Actor actor,
    @Nullable OrganisationId organisation,
    AuditEvent event,
    Outcome outcome,
    String subject,
    String detail) {
  /** Something that was done. */
  public static AuditEntry done(
      Actor actor,
      @Nullable OrganisationId organisation,
      AuditEvent event,
      String subject,
      String detail) {
    return new AuditEntry(actor, organisation, event, Outcome.DONE, subject, detail);
  }

  /** Something that was refused. */
  public static AuditEntry refused(
      Actor actor,
      @Nullable OrganisationId organisation,
      AuditEvent event,
      String subject,
      String detail) {
    return new AuditEntry(actor, organisation, event, Outcome.REFUSED, subject, detail);
  }
}
