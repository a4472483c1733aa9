/**
 * What the registry knows as JSON, in the form that {@code docs/formats/registry.md} describes: one
 * form for imports, exports, the change history and stored definitions.
 */
@NullMarked
package io.millrace.registry.json;

import org.jspecify.annotations.NullMarked;
