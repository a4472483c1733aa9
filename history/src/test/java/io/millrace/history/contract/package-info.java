/**
 * What every engine of history's store must do. Published with the tests' jar, so that an engine
 * elsewhere can run it too.
 */
@NullMarked
package io.millrace.history.contract;

import org.jspecify.annotations.NullMarked;
