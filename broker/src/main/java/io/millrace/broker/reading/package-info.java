/**
 * The front's one reader of the journal's live lane: it folds sessions and retained messages into
 * their store and distributes what is durable to live subscribers (laws 2 and 6). All of these, and
 * the trie, belong to its thread; others hand it actions.
 */
@NullMarked
package io.millrace.broker.reading;

import org.jspecify.annotations.NullMarked;
