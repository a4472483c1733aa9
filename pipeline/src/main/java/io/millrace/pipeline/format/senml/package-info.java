/** SenML (RFC 8428) in its JSON and CBOR forms. */
@NullMarked
package io.millrace.pipeline.format.senml;

import org.jspecify.annotations.NullMarked;
