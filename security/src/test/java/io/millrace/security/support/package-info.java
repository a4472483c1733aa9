/** What the tests of security stand on: real databases and a clock that obeys. */
@NullMarked
package io.millrace.security.support;

import org.jspecify.annotations.NullMarked;
