package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.problem.Problem;
import io.millrace.connectors.http.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns what is wrong with a body into a problem that names the place. */
final class Faults {
  private Faults() {}

  static Problem problem(PayloadCheck.Fault fault) {
    Map<String, Object> place = new LinkedHashMap<>();
    if (fault.line() > 0) {
      place.put("line", fault.line());
    }
    if (!fault.field().isEmpty()) {
      place.put("field", fault.field());
    }
    if (fault.offset() >= 0) {
      place.put("offset", fault.offset());
    }
    return Problems.of(fault.code(), fault.message()).with(place);
  }
}
