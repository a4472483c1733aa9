/** What a point is, as far as decoding and history need to know it. The registry knows the rest. */
@NullMarked
package io.millrace.model.point;

import org.jspecify.annotations.NullMarked;
