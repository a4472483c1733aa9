/**
 * Identifiers that never change and are unique across sites and organisations (law 14): what a
 * person renames, moves or replaces keeps its id.
 */
@NullMarked
package io.millrace.model.id;

import org.jspecify.annotations.NullMarked;
