/**
 * What can go wrong in the pipeline, payloads apart. Everything else here may use it; it nothing.
 */
@NullMarked
package io.millrace.pipeline.error;

import org.jspecify.annotations.NullMarked;
