/** Blobs stay while a record names them. */
@NullMarked
package io.millrace.history.blob;

import org.jspecify.annotations.NullMarked;
