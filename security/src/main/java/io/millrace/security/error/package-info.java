/**
 * How security reports what went wrong. May use {@code model} only; everything else in this module
 * may use it.
 */
@NullMarked
package io.millrace.security.error;

import org.jspecify.annotations.NullMarked;
