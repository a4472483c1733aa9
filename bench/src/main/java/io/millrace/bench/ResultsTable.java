package io.millrace.bench;

import io.millrace.bench.Measurement.Peer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures as a Markdown table, {@code bench/RESULTS.md}. */
final class ResultsTable {
  private static final String HEAD =
      """
      # Measured

      Written by `./millrace bench` from `results.json`; do not edit. The load generator and the
      peers run on the same machine, in the same run. Goals are those of the issue that asked for
      the figure.

      | figure | measured | unit | goal | met | peer | date | commit |
      |---|---:|---|---|---|---|---|---|
      """;

  private ResultsTable() {}

  static String of(List<Result> results) {
    StringBuilder text = new StringBuilder(HEAD);
    results.stream()
        .sorted(Comparator.comparing((Result result) -> result.measurement().name()))
        .forEach(result -> text.append(row(result)));
    text.append("\nMachines:");
    results.stream()
        .map(Result::machine)
        .distinct()
        .sorted()
        .forEach(machine -> text.append("\n- ").append(machine));
    return text.append('\n').toString();
  }

  private static String row(Result result) {
    Measurement figure = result.measurement();
    Goal goal = figure.goal();
    return "| `%s` | %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            figure.name(),
            number(figure.value()),
            figure.unit(),
            goal == null ? "" : goal,
            goal == null ? "" : goal.isMetBy(figure.value()) ? "yes" : "**no**",
            peerText(figure.peer()),
            result.date(),
            result.commit());
  }

  private static String peerText(@Nullable Peer peer) {
    return peer == null ? "" : peer.name() + ": " + number(peer.value());
  }

  /** Three significant digits, with thousands separated where there are any. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3g", value);
  }
}
