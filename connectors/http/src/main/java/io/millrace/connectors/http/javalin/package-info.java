/** The one place of this module that knows the web server. */
@NullMarked
package io.millrace.connectors.http.javalin;

import org.jspecify.annotations.NullMarked;
