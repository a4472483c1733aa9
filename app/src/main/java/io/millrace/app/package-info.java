/** The program: {@link io.millrace.app.Main} hands the wiring to the command line. */
@NullMarked
package io.millrace.app;

import org.jspecify.annotations.NullMarked;
