/** All formats by name, and which one a message is in when nobody says so. */
@NullMarked
package io.millrace.pipeline.format.detect;

import org.jspecify.annotations.NullMarked;
