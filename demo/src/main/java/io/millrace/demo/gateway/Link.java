package io.millrace.demo.gateway;

/** Whether the line to the server is there. Thread-safe. */
@FunctionalInterface
public interface Link {
  /** Whether something can be sent now. */
  boolean isUp();
}
