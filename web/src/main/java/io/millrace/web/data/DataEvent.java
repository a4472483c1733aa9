package io.millrace.web.data;

import io.millrace.security.audit.AuditEvent;

/** What is recorded about data in the audit. */
public enum DataEvent implements AuditEvent {
  /** Samples of a point were deleted for good. */
  SAMPLES_DELETED
}
