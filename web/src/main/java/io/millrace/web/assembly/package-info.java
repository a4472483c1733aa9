/** Puts the web together: the one screen that shows what the server answers to. */
@NullMarked
package io.millrace.web.assembly;

import org.jspecify.annotations.NullMarked;
