package io.millrace.model.unit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The units of {@code units.txt}, each defined by those that stand above it. Immutable. */
final class AtomTable {
  private static final String RESOURCE = "units.txt";
  private static final int COLUMNS = 5;

  private final Map<String, Atom> byCode;

  private AtomTable(Map<String, Atom> byCode) {
    this.byCode = byCode;
  }

  /** The table, read on first use. */
  static AtomTable standard() {
    return Holder.STANDARD;
  }

  private static final class Holder {
    static final AtomTable STANDARD = load();
  }

  @Nullable Atom find(String code) {
    return byCode.get(code);
  }

  Stream<Atom> all() {
    return byCode.values().stream();
  }

  private static AtomTable load() {
    Map<String, Atom> atoms = new HashMap<>();
    AtomTable table = new AtomTable(atoms);
    try (InputStream in = AtomTable.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                Atom atom = table.define(line);
                atoms.put(atom.code(), atom);
              });
    } catch (IOException e) {
      throw new UncheckedIOException("The table of units cannot be read.", e);
    }
    return table;
  }

  private Atom define(String line) {
    List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != COLUMNS) {
      throw new IllegalStateException(
          "units.txt has a line without " + COLUMNS + " columns: " + line);
    }
    String code = cells.get(0);
    List<String> size = List.of(cells.get(2).split(" "));
    Scale scale;
    Dimension dimension;
    switch (size.getFirst()) {
      case "base" -> {
        scale = new Scale.Ratio(BigDecimal.ONE);
        dimension = Dimension.ofBase(Integer.parseInt(size.get(1)));
      }
      case "arbitrary" -> {
        scale = new Scale.Ratio(BigDecimal.ONE);
        dimension = Dimension.ofArbitrary(code);
      }
      case "zero" -> {
        Quantity unit = quantity("1", size.get(2));
        scale = new Scale.WithZero(unit.size(), new BigDecimal(size.get(1)), BigDecimal.ONE);
        dimension = unit.dimension();
      }
      case "log" -> {
        Quantity reference = quantity(size.get(3), size.get(4));
        scale =
            new Scale.Level(
                size.get(1).equals("e"),
                new BigDecimal(size.get(2)),
                reference.size(),
                BigDecimal.ONE);
        dimension = reference.dimension();
      }
      default -> {
        Quantity unit = quantity(size.get(0), size.get(1));
        scale = new Scale.Ratio(unit.size());
        dimension = unit.dimension();
      }
    }
    return new Atom(code, cells.get(1).equals("yes"), scale, dimension, cells.get(3), cells.get(4));
  }

  private Quantity quantity(String number, String code) {
    return Quantity.of(new UnitParser(code, this).parse())
        .times(new Quantity(new BigDecimal(number), Dimension.ONE));
  }
}
