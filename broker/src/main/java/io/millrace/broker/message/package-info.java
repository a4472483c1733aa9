/**
 * An application message on its way to subscribers, whether it comes from the journal or is a
 * retained copy, and how its MQTT 5 properties are kept as attributes of a record.
 */
@NullMarked
package io.millrace.broker.message;

import org.jspecify.annotations.NullMarked;
