/** Benchmarks of payload formats and decoding. */
@NullMarked
package io.millrace.bench.pipeline;

import org.jspecify.annotations.NullMarked;
