/** InfluxDB line protocol, so that Telegraf and its like need only an address and a token. */
@NullMarked
package io.millrace.pipeline.format.line;

import org.jspecify.annotations.NullMarked;
