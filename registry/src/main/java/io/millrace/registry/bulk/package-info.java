/**
 * A whole plant in and out: JSON for all of it, CSV for long lists of assets or points ({@code
 * docs/formats/registry.md}). An import is one transaction: all of it or nothing; a dry run is an
 * import that is rolled back, so it says exactly what would happen.
 */
@NullMarked
package io.millrace.registry.bulk;

import org.jspecify.annotations.NullMarked;
