package io.millrace.broker.access;

import io.millrace.model.id.SourceId;

/**
 * Who a client is, for as long as it is connected. When permissions change or a credential is
 * revoked, disconnect the principal; it comes back with new ones.
 *
 * @param principal the credential that was checked, such as {@code token:8f3a}; never a secret
 * @param source under whose identity its messages are kept
 * @param permissions where it may publish and subscribe
 */
public record Identity(String principal, SourceId source, TopicPermissions permissions) {}
