/**
 * What the command line needs of the server and of the simulated plant. The wiring implements it;
 * nothing here knows how.
 */
@NullMarked
package io.millrace.app.server;

import org.jspecify.annotations.NullMarked;
