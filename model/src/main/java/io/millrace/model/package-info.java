/**
 * The words of the domain: what the journal carries, what history keeps, what the registry knows.
 *
 * <p>Records and sealed types that need the JDK alone. Everything may depend on this package and
 * its children; they may depend on nothing of ours.
 */
@NullMarked
package io.millrace.model;

import org.jspecify.annotations.NullMarked;
