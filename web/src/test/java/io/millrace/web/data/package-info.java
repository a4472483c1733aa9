/** The resources of data, through HTTP. */
@NullMarked
package io.millrace.web.data;

import org.jspecify.annotations.NullMarked;
