/**
 * Who asks, whether a page of another site made them ask, and whether they may. Every route passes
 * here; what it decides it decides by {@code security}'s authorisation point.
 */
@NullMarked
package io.millrace.web.access;

import org.jspecify.annotations.NullMarked;
