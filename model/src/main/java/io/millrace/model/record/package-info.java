/**
 * What the fronts and the readers of the journal agree on about a record's protocol flags and
 * attributes, since neither sees the other. JDK only.
 */
@NullMarked
package io.millrace.model.record;

import org.jspecify.annotations.NullMarked;
