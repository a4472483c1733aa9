/**
 * The web server: runs routes on Javalin and Jetty. The only package of this module that knows
 * either.
 */
@NullMarked
package io.millrace.web.server;

import org.jspecify.annotations.NullMarked;
