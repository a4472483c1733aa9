/** The resources of operation, through HTTP. */
@NullMarked
package io.millrace.web.operation;

import org.jspecify.annotations.NullMarked;
