/**
 * Real faults: a process is killed, its power is cut, its disk fails or is full. The disk's faults
 * come from a library that is preloaded into a child process ({@code src/test/c/faultdisk.c}, made
 * with gcc by the tests); without a compiler these tests are skipped.
 */
@NullMarked
package io.millrace.journal.faults;

import org.jspecify.annotations.NullMarked;
