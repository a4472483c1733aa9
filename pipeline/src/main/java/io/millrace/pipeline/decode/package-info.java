/**
 * Decoding: a block of the journal and the context in force become samples (law 7). A pure function
 * of both, without I/O but for handing records' bytes to a content-addressed store; what is cached
 * here changes speed only.
 */
@NullMarked
package io.millrace.pipeline.decode;

import org.jspecify.annotations.NullMarked;
