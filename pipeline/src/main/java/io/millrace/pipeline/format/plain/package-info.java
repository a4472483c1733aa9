/** Payloads that are one value: a number, a word or a text; or a file as it is. */
@NullMarked
package io.millrace.pipeline.format.plain;

import org.jspecify.annotations.NullMarked;
