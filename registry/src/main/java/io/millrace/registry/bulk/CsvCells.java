package io.millrace.registry.bulk;

/**
 * Cells that a spreadsheet does not take for formulas: a text that begins like one is written with
 * an apostrophe before it (CWE-1236). Reading takes it away again, so that nothing is lost.
 */
final class CsvCells {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvCells() {}

  /** A cell's text as it is written. */
  static String write(String text) {
    return startsLikeFormula(text) && !isNumber(text) ? "'" + text : text;
  }

  /** A cell's text as it was meant. */
  static String read(String cell) {
    boolean escaped =
        cell.startsWith("'") && cell.length() > 1 && startsLikeFormula(cell.substring(1));
    return escaped ? cell.substring(1) : cell;
  }

  /** Also what was escaped before, so that reading gives back exactly what was written. */
  private static boolean startsLikeFormula(String text) {
    String rest = text;
    while (rest.startsWith("'")) {
      rest = rest.substring(1);
    }
    return !rest.isEmpty() && FORMULA_STARTS.indexOf(rest.charAt(0)) >= 0;
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  }
}
