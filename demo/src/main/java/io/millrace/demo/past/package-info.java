/**
 * Past data, made day by day and sent through the server's bulk lane, resumable. May see the
 * simulation, the payloads and the gateways' HTTP sender.
 */
@NullMarked
package io.millrace.demo.past;

import org.jspecify.annotations.NullMarked;
