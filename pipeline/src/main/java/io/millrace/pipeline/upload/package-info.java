/** Uploads of past data: a file is checked line by line and goes into the bulk lane in chunks. */
@NullMarked
package io.millrace.pipeline.upload;

import org.jspecify.annotations.NullMarked;
