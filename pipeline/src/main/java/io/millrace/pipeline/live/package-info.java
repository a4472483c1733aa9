/**
 * What is true now: the latest value of each point (law 11), when each source was last heard of,
 * and which sources are lost (law 13). A reader of the live lane; bulk never moves anything here.
 */
@NullMarked
package io.millrace.pipeline.live;

import org.jspecify.annotations.NullMarked;
