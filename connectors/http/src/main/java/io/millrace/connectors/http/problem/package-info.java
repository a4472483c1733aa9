/**
 * Errors as {@code application/problem+json} (RFC 9457). The one place where an error becomes an
 * HTTP status; the web module uses it too.
 */
@NullMarked
package io.millrace.connectors.http.problem;

import org.jspecify.annotations.NullMarked;
