/** Identity, tokens, sessions, permissions and audit. */
@NullMarked
package io.millrace.security;

import org.jspecify.annotations.NullMarked;
