/**
 * Decodes each durable block once and offers it in memory to all readers (law 7). A reader that
 * lags leaves, decodes from its own cursor, and comes back when it has caught up.
 */
@NullMarked
package io.millrace.pipeline.feed;

import org.jspecify.annotations.NullMarked;
