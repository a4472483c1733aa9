/**
 * What every engine of the journal must pass, and the tools for it. Published as a test-jar, so
 * that engines in other modules can run it too.
 */
@NullMarked
package io.millrace.journal.contract;

import org.jspecify.annotations.NullMarked;
