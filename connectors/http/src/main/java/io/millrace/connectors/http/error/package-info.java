/** How taking in over HTTP reports what went wrong. */
@NullMarked
package io.millrace.connectors.http.error;

import org.jspecify.annotations.NullMarked;
