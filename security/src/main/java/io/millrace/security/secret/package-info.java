/**
 * Values that must not be seen: passwords, token texts, session ids. They never print themselves,
 * are made from a {@link java.security.SecureRandom} and are stored as hashes only.
 */
@NullMarked
package io.millrace.security.secret;

import org.jspecify.annotations.NullMarked;
