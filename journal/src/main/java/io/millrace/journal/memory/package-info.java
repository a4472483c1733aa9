/**
 * The weak engine: it keeps the journal's port and nothing beyond it, so that code which passes its
 * tests with this engine also runs on a distributed one. It has several partitions per lane, holes
 * in its offsets, retention that passes readers, duplicates after a crash. For tests and
 * simulations; nothing here survives the process.
 */
@NullMarked
package io.millrace.journal.memory;

import org.jspecify.annotations.NullMarked;
