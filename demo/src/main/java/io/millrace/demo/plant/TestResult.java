package io.millrace.demo.plant;

/** What the leak tester says of a part. */
public enum TestResult implements Coded {
  OK(0),
  NOT_OK(1);

  private final int code;

  TestResult(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
