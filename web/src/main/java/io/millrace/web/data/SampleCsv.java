package io.millrace.web.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.history.chunk.Samples;
import io.millrace.model.sample.SampleValue;
import io.millrace.web.route.ApiRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Samples as CSV (RFC 4180) that spreadsheets open without taking texts for formulas. Serves one
 * thread.
 */
final class SampleCsv {
  static final String MEDIA_TYPE = "text/csv";

  private static final int BUFFER = 1 << 16;
  private static final byte[] END = {'\r', '\n'};

  private final OutputStream out;
  private final TimeText times = new TimeText();

  private SampleCsv(OutputStream out) {
    this.out = out;
  }

  /** Whether the request prefers CSV to JSON. */
  static boolean isWanted(ApiRequest request) {
    String accept = request.header("Accept");
    return accept != null && accept.contains(MEDIA_TYPE) && !accept.contains("json");
  }

  /** A header, then time, value and quality of each. */
  static void write(Samples samples, OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    buffered.write("time,value,quality\r\n".getBytes(UTF_8));
    rows("", samples, buffered);
    buffered.flush();
  }

  /**
   * Rows without a header.
   *
   * @param prefix of each row, such as the point and a comma
   */
  static void rows(String prefix, Samples samples, OutputStream out) throws IOException {
    byte[] first = prefix.getBytes(UTF_8);
    SampleCsv csv = new SampleCsv(out);
    for (int i = 0; i < samples.size(); i++) {
      out.write(first);
      csv.row(samples, i);
    }
  }

  private void row(Samples samples, int i) throws IOException {
    int length = times.format(samples.timeNs(i));
    out.write(times.bytes(), 0, length);
    out.write(',');
    out.write(text(samples.value(i)).getBytes(UTF_8));
    out.write(',');
    out.write(Integer.toUnsignedString(samples.quality(i)).getBytes(UTF_8));
    out.write(END);
  }

  private static String text(SampleValue value) {
    return switch (value) {
      case SampleValue.OfBoolean of -> Boolean.toString(of.value());
      case SampleValue.OfInt64 of -> Long.toString(of.value());
      case SampleValue.OfUint64 of -> Long.toUnsignedString(of.bits());
      case SampleValue.OfDouble of -> Double.toString(of.value());
      case SampleValue.OfEnumeration of -> Long.toString(of.code());
      case SampleValue.OfText of -> cell(of.value());
      case SampleValue.OfRecord of -> cell(of.descriptor());
    };
  }

  /** A text as a cell: an apostrophe keeps a spreadsheet from computing it (CWE-1236). */
  static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
