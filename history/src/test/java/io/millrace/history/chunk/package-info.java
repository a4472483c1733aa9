/** The codec: what goes in comes out, small, and garbage is called garbage. */
@NullMarked
package io.millrace.history.chunk;

import org.jspecify.annotations.NullMarked;
