/**
 * The journal: what is taken in is appended, fsynced and only then acknowledged; everything else is
 * a reader of it (laws 1 to 5).
 *
 * <p>This package is the port. An engine lives in a package below it ({@code rocksdb}, and the weak
 * {@code memory} engine that keeps the port honest); {@code reader} runs the readers. Nothing here
 * knows what a payload means, nor of MQTT, HTTP, points or samples.
 */
@NullMarked
package io.millrace.journal;

import org.jspecify.annotations.NullMarked;
