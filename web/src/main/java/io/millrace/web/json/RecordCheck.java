package io.millrace.web.json;

import io.millrace.security.secret.Secret;
import io.millrace.web.error.WebException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a record that came from outside to its {@link Field} marks. */
final class RecordCheck {
  private RecordCheck() {}

  /**
   * Checks a record and the records in it.
   *
   * @throws WebException naming the first field that does not fit
   */
  static void check(Object value) {
    check("", value);
  }

  private static void check(String path, Object value) {
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        checkComponent(join(path, component.getName()), record, component);
      }
    } else if (value instanceof Collection<?> all) {
      int i = 0;
      for (Object each : all) {
        String at = path + "[" + i++ + "]";
        check(at, requirePresent(at, each));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            String at = join(path, String.valueOf(key));
            check(at, requirePresent(at, each));
          });
    }
  }

  private static void checkComponent(String path, Record record, RecordComponent component) {
    Object value = Reflection.read(record, component);
    if (value == null) {
      if (!Reflection.isNullable(component)) {
        requirePresent(path, null);
      }
      return;
    }
    Field field = component.getAnnotation(Field.class);
    if (field != null) {
      checkLimits(path, value, field);
    }
    check(path, value);
  }

  private static Object requirePresent(String path, @Nullable Object value) {
    if (value == null) {
      throw WebException.field(path, "The field '" + path + "' is needed and not there.");
    }
    return value;
  }

  private static void checkLimits(String path, Object value, Field field) {
    if (value instanceof Number number
        && (number.doubleValue() < field.min() || number.doubleValue() > field.max())) {
      throw WebException.field(
          path,
          "The field '"
              + path
              + "' is "
              + number
              + ", which is not within "
              + Limits.text(field.min(), field.max())
              + ".");
    }
    int size =
        switch (value) {
          case String text -> text.length();
          case Secret secret -> secret.reveal().length();
          case Collection<?> all -> all.size();
          case Map<?, ?> map -> map.size();
          default -> field.minLength();
        };
    if (size < field.minLength() || size > field.maxLength()) {
      throw WebException.field(
          path,
          "The field '"
              + path
              + "' has "
              + size
              + (value instanceof String || value instanceof Secret ? " characters" : " elements")
              + "; there are "
              + Limits.text(field.minLength(), field.maxLength())
              + ".");
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
