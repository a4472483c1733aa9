/** The resources of quarantine, through HTTP. */
@NullMarked
package io.millrace.web.quarantine;

import org.jspecify.annotations.NullMarked;
