/**
 * Passwords of people: which ones are taken, and how they are stored (Argon2id, RFC 9106). Hashing
 * costs memory and time on purpose, so only a few run at once.
 */
@NullMarked
package io.millrace.security.password;

import org.jspecify.annotations.NullMarked;
