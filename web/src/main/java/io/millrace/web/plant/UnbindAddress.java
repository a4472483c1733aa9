package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.time.Instant;

/** That the values at an address shall belong to no point any more. */
public record UnbindAddress(
    AddressView address, @Field("Source time from which on.") Instant from) {}
