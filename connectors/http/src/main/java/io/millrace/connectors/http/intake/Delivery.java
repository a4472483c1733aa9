package io.millrace.connectors.http.intake;

import io.millrace.journal.Lane;
import io.millrace.security.authorisation.Principal;
import java.util.Map;

/**
 * What a request wants to hand over.
 *
 * @param token by whose right
 * @param channel the name that it will have in the journal
 * @param contentType as the sender named it; empty if it named none
 * @param attributes what the front knows about the payload
 * @param lane which way it takes
 */
record Delivery(
    Principal.Token token,
    String channel,
    String contentType,
    Map<String, String> attributes,
    Lane lane) {}
