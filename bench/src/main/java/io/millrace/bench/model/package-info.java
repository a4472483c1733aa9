/** Benchmarks of the model's hot types. */
@NullMarked
package io.millrace.bench.model;

import org.jspecify.annotations.NullMarked;
