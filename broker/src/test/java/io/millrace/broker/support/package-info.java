/** What the broker's tests stand on: a journal under control, a front in a box, a raw client. */
@NullMarked
package io.millrace.broker.support;

import org.jspecify.annotations.NullMarked;
