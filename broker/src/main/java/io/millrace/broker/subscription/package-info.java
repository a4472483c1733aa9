/**
 * Who gets what: one trie of all live subscriptions, and the distribution of durable messages along
 * it. Confined to the thread that reads the journal, but for what is handed to event loops.
 */
@NullMarked
package io.millrace.broker.subscription;

import org.jspecify.annotations.NullMarked;
