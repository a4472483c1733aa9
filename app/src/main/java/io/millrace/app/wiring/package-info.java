/**
 * The one place that knows how the parts fit together: builds each with its constructor, top to
 * bottom.
 */
@NullMarked
package io.millrace.app.wiring;

import org.jspecify.annotations.NullMarked;
