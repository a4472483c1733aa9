/** The settings of the MQTT front: defaults, units, ranges. */
@NullMarked
package io.millrace.broker.settings;

import org.jspecify.annotations.NullMarked;
