/** What a front may ask before it takes a payload in: whether it can be read. */
@NullMarked
package io.millrace.pipeline.check;

import org.jspecify.annotations.NullMarked;
