/** The weak engine's own tests. */
@NullMarked
package io.millrace.journal.memory;

import org.jspecify.annotations.NullMarked;
