/**
 * JSON as the API speaks it: records to and from JSON, their JSON Schema, and their check. The one
 * place that decides how times, ids and numbers look. Knows nothing of HTTP.
 */
@NullMarked
package io.millrace.web.json;

import org.jspecify.annotations.NullMarked;
