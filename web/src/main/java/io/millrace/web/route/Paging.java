package io.millrace.web.route;

/** The two parameters of every list: how many, and after which cursor. */
public final class Paging {
  /** Where the page before ended: its {@code next}. Opaque to callers. */
  public static final Parameter<String> AFTER =
      Parameter.query(
          "after",
          ParameterType.text(1, 300),
          "Where to go on: 'next' of the page before. Absent for the first page.");

  private Paging() {}

  /** How many items a page has at most. */
  public static Parameter<Integer> limit(int fallback, int max) {
    return Parameter.query(
            "limit", ParameterType.integer(1, max), "How many items the page has at most.")
        .orElse(fallback);
  }
}
