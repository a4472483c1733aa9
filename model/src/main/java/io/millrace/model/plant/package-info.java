/**
 * What the registry knows: assets, points, sources and what ties them together. Records that check
 * themselves, with ids that never change and dated names, places and bindings (law 14).
 *
 * <p>A {@code Spec} is what a person may edit; the record around it adds what the registry gives:
 * id, organisation, version. Needs the JDK alone and knows of no database.
 */
@NullMarked
package io.millrace.model.plant;

import org.jspecify.annotations.NullMarked;
