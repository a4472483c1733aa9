/** A server with everything behind it, and clients of it. For the tests of this module. */
@NullMarked
package io.millrace.web.testing;

import org.jspecify.annotations.NullMarked;
