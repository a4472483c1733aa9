/**
 * How a domain reports what went wrong: a stable code, a category and a sentence for a person.
 *
 * <p>Each domain has one exception and one enum of codes. The web module maps them to problem+json
 * in one place. Nothing here knows of HTTP, MQTT or logging.
 */
@NullMarked
package io.millrace.model.error;

import org.jspecify.annotations.NullMarked;
