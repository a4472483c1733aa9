/** From raw records to samples, live state and accounts. */
@NullMarked
package io.millrace.pipeline;

import org.jspecify.annotations.NullMarked;
