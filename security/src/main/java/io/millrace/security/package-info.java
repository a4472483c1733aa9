/**
 * Who may do what, and who did: identity, tokens, sessions, the one authorisation point and audit.
 *
 * <p>{@link io.millrace.security.Security} builds the parts; the rest of the program holds only
 * those that it needs. Nothing here knows of HTTP or MQTT: cookies and headers are data, decisions
 * are values. May use {@code model} only.
 */
@NullMarked
package io.millrace.security;

import org.jspecify.annotations.NullMarked;
