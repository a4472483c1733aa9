/**
 * Benchmarks, each beside a peer or a limit, and the runner behind {@code ./millrace bench}.
 *
 * <p>A benchmark is a {@link io.millrace.bench.Benchmark} listed in {@link
 * io.millrace.bench.BenchCatalog}; each area has a package of its own ({@code
 * io.millrace.bench.journal}). Figures go to {@code bench/results.json}, and {@code
 * bench/RESULTS.md} is made from it. Nothing here is part of the product.
 */
@NullMarked
package io.millrace.bench;

import org.jspecify.annotations.NullMarked;
