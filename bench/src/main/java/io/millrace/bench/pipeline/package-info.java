/** Benchmarks of payload formats, of decoding, and of all that comes behind the journal. */
@NullMarked
package io.millrace.bench.pipeline;

import org.jspecify.annotations.NullMarked;
