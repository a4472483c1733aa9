/**
 * Changes of accounts, signing in, and one-time links. None of it asks whether the caller may: the
 * authorisation point was asked before. All of it is in the audit.
 */
@NullMarked
package io.millrace.security.account;

import org.jspecify.annotations.NullMarked;
