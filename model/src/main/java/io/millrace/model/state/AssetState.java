package io.millrace.model.state;

/** What an asset does. The {@link #code()} is stored in files and never changes. */
public enum AssetState {
  /** It does what it is there for. */
  RUNNING(1),
  /** It could, and does not. */
  IDLE(2),
  /** It stands because it was meant to: no shift, a break, maintenance, set-up. */
  PLANNED_STOP(3),
  /** It stands because it must. */
  FAULT(4),
  /** Nobody knows. */
  NO_DATA(5);

  private final byte code;

  AssetState(int code) {
    this.code = (byte) code;
  }

  /** The number that stands for this state in files. */
  public byte code() {
    return code;
  }
}
