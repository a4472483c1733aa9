package io.millrace.history.query;

import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.sample.Sample;
import java.util.List;

/**
 * Whence a sample came.
 *
 * @param sample the sample
 * @param spans parts of the journal of which one holds its record; empty if that is not known
 */
public record SampleOrigin(Sample sample, List<JournalSpan> spans) {
  public SampleOrigin {
    spans = List.copyOf(spans);
  }
}
