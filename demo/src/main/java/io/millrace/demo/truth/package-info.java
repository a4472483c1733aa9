/**
 * What analytics ought to find in the plant's data, from the same scenario that makes the data. May
 * see the simulation and the story.
 */
@NullMarked
package io.millrace.demo.truth;

import org.jspecify.annotations.NullMarked;
