/** People: who they are and which roles they have where. Changes are in {@code account}. */
@NullMarked
package io.millrace.security.user;

import org.jspecify.annotations.NullMarked;
