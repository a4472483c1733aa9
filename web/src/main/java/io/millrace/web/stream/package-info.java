/**
 * One stream of events per client (server-sent events): live values, sources, the system, jobs.
 * What a slow client misses between two answers it is not told; nothing piles up for it.
 */
@NullMarked
package io.millrace.web.stream;

import org.jspecify.annotations.NullMarked;
