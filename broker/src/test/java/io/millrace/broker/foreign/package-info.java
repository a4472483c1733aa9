/** Other people's clients against our front: the standard as others read it. */
@NullMarked
package io.millrace.broker.foreign;

import org.jspecify.annotations.NullMarked;
