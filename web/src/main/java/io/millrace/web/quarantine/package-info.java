/** Messages that could not be decoded, as a REST resource. */
@NullMarked
package io.millrace.web.quarantine;

import org.jspecify.annotations.NullMarked;
