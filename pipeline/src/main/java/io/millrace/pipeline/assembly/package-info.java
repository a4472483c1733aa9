/** Puts the pipeline's parts together: one ring, five readers, and what runs by the clock. */
@NullMarked
package io.millrace.pipeline.assembly;

import org.jspecify.annotations.NullMarked;
