/**
 * Blobs of records (waveforms, images, files) by the SHA-256 of their content, one file each: no
 * engine rewrites a megabyte because something else beside it was compacted, a reader streams from
 * the file system's cache, and a backup is a copy of files that never change.
 */
@NullMarked
package io.millrace.history.blob;

import org.jspecify.annotations.NullMarked;
