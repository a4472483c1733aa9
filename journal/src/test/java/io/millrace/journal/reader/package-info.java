/** The reader runtime, shown with the weak engine. */
@NullMarked
package io.millrace.journal.reader;

import org.jspecify.annotations.NullMarked;
