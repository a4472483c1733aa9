/**
 * Who changed what and when, with the fields before and after: kept for ever, in the order of the
 * commits, so that caches and other programs can follow.
 */
@NullMarked
package io.millrace.registry.change;

import org.jspecify.annotations.NullMarked;
