/**
 * History in a process of its own on a disk that fails: power cuts that take back what was not
 * synced, and a disk that is full. The library that stands between process and disk is the
 * journal's, {@code journal/src/test/c/faultdisk.c}; without gcc these tests are skipped.
 */
@NullMarked
package io.millrace.history.faults;

import org.jspecify.annotations.NullMarked;
