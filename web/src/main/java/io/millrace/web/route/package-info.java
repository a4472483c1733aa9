/**
 * Routes as data. One declaration of a route yields its registration, the check of who may use it,
 * the check of what it is sent, its part of the OpenAPI document and of the reference page, and the
 * tests that hold it to all that. Knows no web server.
 */
@NullMarked
package io.millrace.web.route;

import org.jspecify.annotations.NullMarked;
