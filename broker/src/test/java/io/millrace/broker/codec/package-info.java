@NullMarked
package io.millrace.broker.codec;

import org.jspecify.annotations.NullMarked;
