@NullMarked
package io.millrace.broker.connection;

import org.jspecify.annotations.NullMarked;
