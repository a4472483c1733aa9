/**
 * The history reader: hands decoded samples to history and keeps its cursor in history's
 * checkpoints. Obeys deletions (law 15) and orders to decode anew (law 9).
 */
@NullMarked
package io.millrace.pipeline.history;

import org.jspecify.annotations.NullMarked;
