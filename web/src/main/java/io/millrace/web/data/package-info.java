/**
 * What was measured, as REST resources: latest values, samples, buckets, states, the way back to
 * the message, deletion. Uses history, the live values and the journal; decides nothing about the
 * plant.
 */
@NullMarked
package io.millrace.web.data;

import org.jspecify.annotations.NullMarked;
