/**
 * JSON payloads: a strict scanner for bytes (RFC 8259) and <em>Millrace JSON</em> on top of it. The
 * format is described in {@code docs/formats/payloads.md}.
 */
@NullMarked
package io.millrace.pipeline.format.json;

import org.jspecify.annotations.NullMarked;
