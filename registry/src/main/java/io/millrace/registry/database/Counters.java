package io.millrace.registry.database;

import org.jdbi.v3.core.Handle;

/** Numbers that are given out once, in the order of the commits. */
public enum Counters {
  /** Of the change log. */
  CHANGE,
  /** Of the context outbox. */
  CONTEXT,
  /** Up to which the outbox has been handed on. */
  CONTEXT_RELAYED,
  /** Of search documents. */
  DOCUMENT,
  /** Of search terms. */
  TERM;

  /** The column's value. */
  String key() {
    return switch (this) {
      case CHANGE -> "change";
      case CONTEXT -> "context";
      case CONTEXT_RELAYED -> "context_relayed";
      case DOCUMENT -> "document";
      case TERM -> "term";
    };
  }

  /** Takes the next numbers, within a writing transaction, and returns the first of them. */
  public long take(Handle handle, int count) {
    long last =
        handle
            .createQuery(
                "UPDATE counter SET value = value + :count WHERE name = :name RETURNING value")
            .bind("count", count)
            .bind("name", key())
            .mapTo(Long.class)
            .one();
    return last - count + 1;
  }

  /** The last number that was taken; 0 if none was. */
  public long last(Handle handle) {
    return handle
        .createQuery("SELECT value FROM counter WHERE name = :name")
        .bind("name", key())
        .mapTo(Long.class)
        .one();
  }

  /** Sets the last number, within a writing transaction. */
  public void set(Handle handle, long value) {
    handle
        .createUpdate("UPDATE counter SET value = :value WHERE name = :name")
        .bind("value", value)
        .bind("name", key())
        .execute();
  }
}
