/** The weak engine keeps the contract. */
@NullMarked
package io.millrace.history.store.memory;

import org.jspecify.annotations.NullMarked;
