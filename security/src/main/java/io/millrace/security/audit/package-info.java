/**
 * Who did what, when, from where and with which outcome. Rows are only added; each holds the hash
 * of the one before, so that a row that was changed or taken out is found. No row holds a secret.
 */
@NullMarked
package io.millrace.security.audit;

import org.jspecify.annotations.NullMarked;
