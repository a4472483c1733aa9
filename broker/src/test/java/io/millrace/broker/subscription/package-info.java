@NullMarked
package io.millrace.broker.subscription;

import org.jspecify.annotations.NullMarked;
