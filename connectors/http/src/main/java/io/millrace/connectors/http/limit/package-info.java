/**
 * Bounds on what callers may take: requests and bytes per second, requests at once, bytes in
 * memory. Per token, so that one bad device hurts nobody else, and in total.
 */
@NullMarked
package io.millrace.connectors.http.limit;

import org.jspecify.annotations.NullMarked;
