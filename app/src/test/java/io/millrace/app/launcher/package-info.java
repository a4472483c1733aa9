/** The shell side of the program: the launcher and the scripts behind it. */
@NullMarked
package io.millrace.app.launcher;

import org.jspecify.annotations.NullMarked;
