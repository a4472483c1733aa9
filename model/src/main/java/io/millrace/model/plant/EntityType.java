package io.millrace.model.plant;

/** What sort of thing a row of the registry describes. The name is stored. */
public enum EntityType {
  ORGANISATION,
  ASSET,
  POINT,
  SOURCE,
  ENUMERATION,
  CALENDAR,
  STATE_MODEL
}
