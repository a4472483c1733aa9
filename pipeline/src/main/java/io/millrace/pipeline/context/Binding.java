package io.millrace.pipeline.context;

import io.millrace.model.id.PointId;
import io.millrace.model.point.PointTraits;
import java.util.Map;

/**
 * What becomes of the values of an address during some source time.
 *
 * @param handle the point's handle in this process
 * @param point the point that they belong to
 * @param traits what the point is
 * @param factor value stored = value sent × factor + offset, for numeric kinds
 * @param offset see {@code factor}
 * @param codesByText codes of the texts of an enumeration; empty for other kinds
 */
public record Binding(
    int handle,
    PointId point,
    PointTraits traits,
    double factor,
    double offset,
    Map<String, Long> codesByText) {
  /** Whether values are stored as they are sent. */
  public boolean isIdentity() {
    return factor == 1.0 && offset == 0.0;
  }
}
