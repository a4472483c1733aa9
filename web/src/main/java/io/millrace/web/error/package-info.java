/** How the API reports what is wrong with a request. May use {@code model} only. */
@NullMarked
package io.millrace.web.error;

import org.jspecify.annotations.NullMarked;
