@NullMarked
package io.millrace.broker.retained;

import org.jspecify.annotations.NullMarked;
