/**
 * Readings as bytes: live messages in the forms that devices use, and past data in columns. May see
 * the plant's description, the simulation and the story; knows nothing of connections.
 */
@NullMarked
package io.millrace.demo.payload;

import org.jspecify.annotations.NullMarked;
