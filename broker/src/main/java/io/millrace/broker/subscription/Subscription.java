package io.millrace.broker.subscription;

import io.millrace.broker.topic.TopicFilter;

/**
 * A subscription as it was granted; delivery is at QoS 0.
 *
 * @param id Subscription Identifier; 0 if the client gave none
 * @param noLocal leave out what the same connection published
 * @param retainAsPublished hand on the RETAIN flag as it was published
 */
public record Subscription(
    TopicFilter filter, int id, boolean noLocal, boolean retainAsPublished) {}
