package io.millrace.security.session;

import io.millrace.model.id.UserId;

/**
 * A session as its user sees it in a list; never its secret.
 *
 * @param id public name
 * @param user whose
 * @param createdNs when it began, nanoseconds since the epoch
 * @param lastSeenNs when it was last used, to within a minute
 * @param expiresNs when it ends however busy it is
 * @param address from where it was begun
 * @param userAgent what the browser calls itself, cut
 */
public record Session(
    String id,
    UserId user,
    long createdNs,
    long lastSeenNs,
    long expiresNs,
    String address,
    String userAgent) {}
