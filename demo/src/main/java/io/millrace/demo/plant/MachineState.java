package io.millrace.demo.plant;

/** The words in which every machine of the foundry reports what it does. */
public enum MachineState implements Coded {
  RUNNING(1, Meaning.RUNNING),
  /** Ready, but without metal, parts or people. */
  IDLE(2, Meaning.IDLE),
  /** Changeover, tool change, warming up. */
  SETUP(3, Meaning.PLANNED_STOP),
  BREAK(4, Meaning.PLANNED_STOP),
  OFF(5, Meaning.PLANNED_STOP),
  FAULT(6, Meaning.FAULT);

  /** What a state counts as. */
  public enum Meaning {
    RUNNING,
    IDLE,
    PLANNED_STOP,
    FAULT
  }

  private final int code;
  private final Meaning meaning;

  MachineState(int code, Meaning meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  @Override
  public int code() {
    return code;
  }

  /** What the state counts as. */
  public Meaning meaning() {
    return meaning;
  }
}
