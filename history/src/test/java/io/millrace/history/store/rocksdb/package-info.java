/** The embedded engine keeps the contract, and survives what it is made for. */
@NullMarked
package io.millrace.history.store.rocksdb;

import org.jspecify.annotations.NullMarked;
