/**
 * The command line: options, texts, exit codes. The one place that writes to the console. Commands
 * hand their work to the other packages.
 */
@NullMarked
package io.millrace.app.cli;

import org.jspecify.annotations.NullMarked;
