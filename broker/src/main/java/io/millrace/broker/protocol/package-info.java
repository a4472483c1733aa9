/** The words of MQTT that every part of the broker uses: versions, reason codes, errors. */
@NullMarked
package io.millrace.broker.protocol;

import org.jspecify.annotations.NullMarked;
