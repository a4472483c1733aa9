/** The MQTT front over the journal. */
@NullMarked
package io.millrace.broker;

import org.jspecify.annotations.NullMarked;
