package io.millrace.security.account;

import io.millrace.security.secret.Secret;

/**
 * A one-time link that was just made.
 *
 * @param purpose what it is for
 * @param secret its secret part, to be put behind {@code #} so that no server logs it; this is the
 *     only time that it can be seen
 * @param expiresNs until when it holds, nanoseconds since the epoch
 */
public record SetupLink(SetupPurpose purpose, Secret secret, long expiresNs) {}
