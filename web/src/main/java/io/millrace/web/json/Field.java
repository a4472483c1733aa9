package io.millrace.web.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a record's component what the reference shows and what a request is held to. A component
 * that is {@code @Nullable} may be absent; every other must be there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** A sentence for the reference: meaning, unit. */
  String value();

  /** Least number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Greatest number. */
  double max() default Double.POSITIVE_INFINITY;

  /** Fewest characters of a text, or elements of a list. */
  int minLength() default 0;

  /** Most characters of a text, or elements of a list or map. */
  int maxLength() default Integer.MAX_VALUE;

  /** For {@code Object} and {@code JsonNode}: what stands there, as JSON Schema; else unused. */
  String schema() default "";
}
