/**
 * The present: measures what the machines do now and hands it to the gateways. May see the
 * simulation, the payloads and the gateways.
 */
@NullMarked
package io.millrace.demo.live;

import org.jspecify.annotations.NullMarked;
