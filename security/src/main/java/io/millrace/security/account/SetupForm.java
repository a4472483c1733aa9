package io.millrace.security.account;

/**
 * What the page behind a one-time link shows.
 *
 * @param purpose what the link is for
 * @param login the login name, which is fixed; empty for a first owner, who chooses one
 * @param displayName what people call the person; empty for a first owner
 * @param expiresNs until when the link holds, nanoseconds since the epoch
 */
public record SetupForm(SetupPurpose purpose, String login, String displayName, long expiresNs) {}
