/**
 * The one place that decides who may do what. {@link
 * io.millrace.security.authorisation.Authorizer#decide} is a pure function that denies by default;
 * every route, topic and stream passes it. The permission tables are in {@code docs/security.md},
 * which a test compares with the code.
 */
@NullMarked
package io.millrace.security.authorisation;

import org.jspecify.annotations.NullMarked;
