/** Configuration, command line and wiring. */
@NullMarked
package io.millrace.app;

import org.jspecify.annotations.NullMarked;
