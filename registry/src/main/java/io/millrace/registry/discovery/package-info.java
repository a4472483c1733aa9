/**
 * Points that nobody has described: their values arrive, decoding gives them an id that is derived
 * from the address, and a person adopts them later, with all their history, or does not.
 */
@NullMarked
package io.millrace.registry.discovery;

import org.jspecify.annotations.NullMarked;
