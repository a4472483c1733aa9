/** A simulated foundry that speaks MQTT and HTTP from outside. */
@NullMarked
package io.millrace.demo;

import org.jspecify.annotations.NullMarked;
