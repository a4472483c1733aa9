/** How errors become statuses and problem documents: for the answers and for their description. */
@NullMarked
package io.millrace.web.problem;

import org.jspecify.annotations.NullMarked;
