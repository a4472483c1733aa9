/**
 * One change to the registry from beginning to end: rows, change history, context outbox and search
 * index in one transaction, and a word to whoever listens once it is committed.
 */
@NullMarked
package io.millrace.registry.work;

import org.jspecify.annotations.NullMarked;
