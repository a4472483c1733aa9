package io.millrace.security.token;

import io.millrace.security.secret.Secret;

/**
 * A token that was just made.
 *
 * @param token what is kept
 * @param text the whole token; this is the only time that it can be seen
 */
public record IssuedToken(Token token, Secret text) {}
