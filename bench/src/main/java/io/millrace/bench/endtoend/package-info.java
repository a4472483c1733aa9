/**
 * The whole product, as it is shipped, under load from outside: a process of its own, reached by
 * MQTT and HTTP, beside its peers in the same run.
 */
@NullMarked
package io.millrace.bench.endtoend;

import org.jspecify.annotations.NullMarked;
