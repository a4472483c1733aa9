/** A real server on a free port, with a real database and a journal in memory. */
@NullMarked
package io.millrace.connectors.http.support;

import org.jspecify.annotations.NullMarked;
