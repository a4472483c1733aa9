/**
 * How the server does, as REST resources: accounts of sources, the journal and its readers, MQTT
 * clients, decoding anew, verification of history, storage.
 */
@NullMarked
package io.millrace.web.operation;

import org.jspecify.annotations.NullMarked;
