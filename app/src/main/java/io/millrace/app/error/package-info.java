/**
 * How configuration, command line and process report what went wrong. Depends on the model alone.
 */
@NullMarked
package io.millrace.app.error;

import org.jspecify.annotations.NullMarked;
