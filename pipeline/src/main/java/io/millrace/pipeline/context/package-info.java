/**
 * What decoding depends on, folded from the journal's context lane (law 4): sources, mappings,
 * bindings, points, enumerations, each with the versions that were in force at a time. Yields, for
 * a channel of a source and a version, a plan that decoding follows. Sees no payload.
 */
@NullMarked
package io.millrace.pipeline.context;

import org.jspecify.annotations.NullMarked;
