/**
 * Sessions of people in a browser. Cookies are data; whether a request was forged is a pure
 * function of its headers. Nothing here knows of a web server.
 */
@NullMarked
package io.millrace.security.session;

import org.jspecify.annotations.NullMarked;
