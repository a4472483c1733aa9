package io.millrace.web.quarantine;

import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** A message in quarantine with its bytes. */
public record QuarantinedContent(
    QuarantinedMessage message,
    @Field("The beginning in hexadecimal.") String hex,
    @Field("The beginning as text, if it is UTF-8.") @Nullable String text,
    @Field("Whether hex and text have all of it.") boolean whole) {}
