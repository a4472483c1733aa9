/**
 * Re-decoding after a correction (law 9): a preview of the difference, an order in the journal, and
 * how every reader carries it out by itself, step by step between its other work.
 */
@NullMarked
package io.millrace.pipeline.redecode;

import org.jspecify.annotations.NullMarked;
