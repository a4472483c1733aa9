@NullMarked
package io.millrace.broker.session;

import org.jspecify.annotations.NullMarked;
