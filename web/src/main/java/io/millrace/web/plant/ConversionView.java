package io.millrace.web.plant;

import io.millrace.model.unit.UnitConversion;
import io.millrace.web.error.WebException;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** A line: result = value × factor + offset. */
public record ConversionView(
    @Field("Not zero.") double factor, @Field("Added after.") double offset) {
  static ConversionView of(UnitConversion conversion) {
    return new ConversionView(conversion.factor(), conversion.offset());
  }

  static UnitConversion conversion(@Nullable ConversionView view) {
    if (view == null) {
      return UnitConversion.IDENTITY;
    }
    try {
      return new UnitConversion(view.factor, view.offset);
    } catch (IllegalArgumentException e) {
      throw WebException.field("scaling", String.valueOf(e.getMessage()));
    }
  }
}
