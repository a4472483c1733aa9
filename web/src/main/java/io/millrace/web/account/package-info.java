/** People and programs: signing in, one's own account, users, tokens, audit. */
@NullMarked
package io.millrace.web.account;

import org.jspecify.annotations.NullMarked;
