/**
 * Quarantine: messages that could not become samples, with their own copy of the bytes and the
 * reason, until a person retries or discards them. A reader of all lanes.
 */
@NullMarked
package io.millrace.pipeline.quarantine;

import org.jspecify.annotations.NullMarked;
