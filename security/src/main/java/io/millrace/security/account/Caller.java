package io.millrace.security.account;

import io.millrace.security.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Where a request of a person comes from.
 *
 * @param address network address of the browser, as far as it can be believed
 * @param userAgent what the browser calls itself; empty if it says nothing
 * @param device the device's cookie; null if it sent none
 */
public record Caller(String address, String userAgent, @Nullable Secret device) {}
