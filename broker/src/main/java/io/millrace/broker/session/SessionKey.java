package io.millrace.broker.session;

/**
 * Whose session it is. Clients of different principals do not meet, even with the same client id.
 *
 * @param principal the checked credential
 * @param clientId never empty
 */
public record SessionKey(String principal, String clientId) {}
