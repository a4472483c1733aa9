/**
 * Where log lines go and how they look. The rest of the code logs through slf4j; this package alone
 * knows {@code java.util.logging}, which carries it out.
 */
@NullMarked
package io.millrace.app.log;

import org.jspecify.annotations.NullMarked;
