package io.millrace.bench.history;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Samples as a file for PostgreSQL's {@code COPY … (FORMAT binary)} (its manual, "COPY"). */
final class PostgresRows {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int COLUMNS = 4;

  private PostgresRows() {}

  static void write(Interleaving samples, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      out.write(SIGNATURE);
      out.writeInt(0); // flags
      out.writeInt(0); // length of an extension
      for (int round = 0; round < samples.rounds(); round++) {
        for (int point = 0; point < samples.points(); point++) {
          out.writeShort(COLUMNS);
          out.writeInt(Integer.BYTES);
          out.writeInt(point);
          out.writeInt(Long.BYTES);
          out.writeLong(samples.timeNs(point, round));
          out.writeInt(Double.BYTES);
          out.writeLong(samples.bits(point, round));
          out.writeInt(Integer.BYTES);
          out.writeInt(0);
        }
      }
      out.writeShort(-1);
    }
  }
}
