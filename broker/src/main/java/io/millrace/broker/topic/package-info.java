/** Topic names and topic filters: their rules (MQTT 4.7), what matches and what covers what. */
@NullMarked
package io.millrace.broker.topic;

import org.jspecify.annotations.NullMarked;
