package io.millrace.model.unit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The common codes of UNECE Recommendation 20, by which trade documents and OPC UA servers name
 * units, and the UCUM units that they mean. A selection of what industry measures; a code that is
 * not in it is unknown, not wrong.
 */
public final class CommonCodes {
  /** The namespace of OPC UA's EUInformation for these units (Part 8, 5.6.4.3). */
  public static final String OPC_UA_NAMESPACE = "http://www.opcfoundation.org/UA/units/un/cefact";

  private static final String RESOURCE = "common-codes.txt";
  private static final int MAX_CODE_LENGTH = 3;

  private CommonCodes() {}

  private record Table(Map<String, String> ucumByCode, Map<String, String> codeByUcum) {
    static final Table STANDARD = load();

    private static Table load() {
      Map<String, String> ucumByCode = new LinkedHashMap<>();
      Map<String, String> codeByUcum = new LinkedHashMap<>();
      try (InputStream in = CommonCodes.class.getResourceAsStream(RESOURCE);
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
        lines
            .lines()
            .filter(line -> !line.startsWith("#"))
            .forEach(
                line -> {
                  int space = line.indexOf(' ');
                  String code = line.substring(0, space);
                  String ucum = line.substring(space + 1);
                  ucumByCode.put(code, ucum);
                  codeByUcum.putIfAbsent(ucum, code);
                });
      } catch (IOException e) {
        throw new UncheckedIOException("The table of common codes cannot be read.", e);
      }
      return new Table(Map.copyOf(ucumByCode), Map.copyOf(codeByUcum));
    }
  }

  /** The unit of a common code such as {@code CEL}; empty if we do not know the code. */
  public static Optional<Unit> unitOf(String commonCode) {
    return Optional.ofNullable(Table.STANDARD.ucumByCode.get(commonCode)).map(Unit::parse);
  }

  /** The common code of a unit; empty if we know none. */
  public static Optional<String> codeOf(Unit unit) {
    return Optional.ofNullable(Table.STANDARD.codeByUcum.get(unit.code()));
  }

  /**
   * The unit of an EUInformation of {@link #OPC_UA_NAMESPACE}; empty if we do not know it.
   *
   * @param unitId the EUInformation's {@code unitId}
   */
  public static Optional<Unit> unitOfOpcUa(int unitId) {
    StringBuilder code = new StringBuilder(MAX_CODE_LENGTH);
    for (int rest = unitId; rest > 0; rest >>>= 8) {
      code.insert(0, (char) (rest & 0xff));
    }
    return unitOf(code.toString());
  }

  /**
   * The {@code unitId} of a common code: its characters, the first in the highest byte.
   *
   * @throws IllegalArgumentException if the code does not have one to three ASCII characters
   */
  public static int opcUaUnitId(String commonCode) {
    if (commonCode.isEmpty()
        || commonCode.length() > MAX_CODE_LENGTH
        || !commonCode.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "A common code has one to three ASCII characters, unlike '" + commonCode + "'.");
    }
    return commonCode.chars().reduce(0, (id, c) -> id << 8 | c);
  }
}
