/**
 * Payload formats: how the bytes of a message become values. This package is the port (a format,
 * its parser, the sink that takes the values, limits and errors); each format has a package below
 * it and {@code detect} knows them all.
 *
 * <p>A parser is a pure function of bytes, options and receive time. It knows of no source, point,
 * binding or journal. On the hot path it allocates nothing per value: it hands over slices of the
 * payload and primitive values.
 */
@NullMarked
package io.millrace.pipeline.format;

import org.jspecify.annotations.NullMarked;
