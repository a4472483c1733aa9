/**
 * Units of measure by their UCUM codes (<a href="https://ucum.org/ucum">Unified Code for Units of
 * Measure</a>, case-sensitive variant): reading, commensurability, conversion by factor and offset,
 * symbols for people, and the common codes of UNECE Recommendation 20 and OPC UA.
 *
 * <p>A parser of our own over a table of our own ({@code units.txt}), because the libraries that
 * there are weigh several megabytes, need a framework or treat temperatures and levels by special
 * cases, and because a table may not be shipped in another form than UCUM's under UCUM's licence.
 * All sizes are decimals of 34 digits until the last step, so that inch to metre is 0.0254 and not
 * a neighbour. Left out on purpose: homoeopathic and most clinical units.
 *
 * <p>Needs the JDK alone; knows nothing of points or databases.
 */
@NullMarked
package io.millrace.model.unit;

import org.jspecify.annotations.NullMarked;
