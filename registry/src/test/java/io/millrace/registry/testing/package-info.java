/** What the registry's tests stand on: both databases, a clock that is set by hand. */
@NullMarked
package io.millrace.registry.testing;

import org.jspecify.annotations.NullMarked;
