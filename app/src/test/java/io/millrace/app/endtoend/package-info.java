/**
 * The whole server, in a process of its own, used as people and devices use it: by its command
 * line, MQTT and HTTP, with programs that are not ours.
 */
@NullMarked
package io.millrace.app.endtoend;

import org.jspecify.annotations.NullMarked;
