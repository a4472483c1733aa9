package io.millrace.security.session;

import io.millrace.security.secret.Secret;

/**
 * A session that was just begun or got a new secret.
 *
 * @param id public name
 * @param secret the value of its cookie
 * @param csrfToken for the page, to send back with each change
 * @param maxAgeS how long it lasts at most, in seconds
 */
public record StartedSession(String id, Secret secret, Secret csrfToken, long maxAgeS) {}
