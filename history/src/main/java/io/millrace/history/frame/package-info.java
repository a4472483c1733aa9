/**
 * Frames by id and by time. An asset's frames are sorted by how long they are, in steps of four,
 * and then by their beginning: whoever asks for those that overlap a range looks, for each length,
 * only so far back as that length reaches.
 */
@NullMarked
package io.millrace.history.frame;

import org.jspecify.annotations.NullMarked;
