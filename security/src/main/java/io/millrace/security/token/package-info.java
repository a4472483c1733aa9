/**
 * Tokens of devices and programs: {@code mr_<id>_<secret>}, shown once, stored as a hash. {@link
 * io.millrace.security.token.TokenVerifier} is what every front asks, many thousand times a second;
 * {@link io.millrace.security.token.Tokens} is for people who manage them.
 */
@NullMarked
package io.millrace.security.token;

import org.jspecify.annotations.NullMarked;
