/** The demo's command line. May see everything. */
@NullMarked
package io.millrace.demo.command;

import org.jspecify.annotations.NullMarked;
