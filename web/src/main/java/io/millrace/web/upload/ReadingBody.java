package io.millrace.web.upload;

import io.millrace.pipeline.format.csv.CsvDetection;
import io.millrace.web.error.WebException;
import io.millrace.web.json.Field;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a file shall be read; what is absent stays as it is. */
public record ReadingBody(
    @Field(value = "Its encoding, such as UTF-8 or windows-1252.", maxLength = 40)
        @Nullable String charset,
    @Field("Whether its first row names the columns.") @Nullable Boolean hasHeader,
    @Field(value = "The columns' names, if the file has no header.", maxLength = 10_000)
        @Nullable List<String> columns,
    @Field(value = "All options of the format csv.", maxLength = 30)
        @Nullable Map<String, String> options) {
  CsvDetection over(CsvDetection before) {
    return new CsvDetection(
        charset == null ? before.charset() : charset(charset),
        hasHeader == null ? before.hasHeader() : hasHeader,
        columns == null ? before.columns() : columns,
        options == null ? before.options() : options,
        List.of(),
        before.firstRows());
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw WebException.field("charset", "'" + name + "' is no encoding that this server knows.");
    }
  }
}
