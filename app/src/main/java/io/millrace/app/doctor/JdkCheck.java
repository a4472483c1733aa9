package io.millrace.app.doctor;

/** Whether the JVM is the one that this program is made for. */
record JdkCheck(Runtime.Version version, String vendor, String home) implements Check {
  private static final int WANTED = 25;

  static JdkCheck ofThisProcess() {
    return new JdkCheck(
        Runtime.version(), System.getProperty("java.vendor", "?"), System.getProperty("java.home"));
  }

  @Override
  public Finding look() {
    String detail = "%s (%s) in %s".formatted(version, vendor, home);
    return version.feature() == WANTED
        ? Finding.good("JDK", detail)
        : Finding.warning(
            "JDK", detail, "Millrace is made and tested with JDK " + WANTED + "; install that.");
  }
}
