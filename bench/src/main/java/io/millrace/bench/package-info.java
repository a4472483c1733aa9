/** Benchmarks, each beside a peer or a limit. */
@NullMarked
package io.millrace.bench;

import org.jspecify.annotations.NullMarked;
