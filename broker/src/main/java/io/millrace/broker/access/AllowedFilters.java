package io.millrace.broker.access;

import io.millrace.broker.topic.TopicFilter;
import java.util.List;

/**
 * Permissions as lists of topic filters. A subscription is allowed if one of the filters covers all
 * that it matches.
 *
 * @param publish where the principal may publish
 * @param subscribe what it may receive
 */
public record AllowedFilters(List<TopicFilter> publish, List<TopicFilter> subscribe)
    implements TopicPermissions {
  private static final int MAX_LEVELS = 128;

  /**
   * Reads the filters.
   *
   * @throws io.millrace.broker.protocol.MqttException if one of them is not a topic filter
   */
  public static AllowedFilters of(List<String> publish, List<String> subscribe) {
    return new AllowedFilters(parse(publish), parse(subscribe));
  }

  private static List<TopicFilter> parse(List<String> filters) {
    return filters.stream().map(text -> TopicFilter.parse(text, MAX_LEVELS)).toList();
  }

  @Override
  public boolean mayPublish(String topic) {
    return publish.stream().anyMatch(filter -> filter.matches(topic));
  }

  @Override
  public boolean maySubscribe(String topicFilter) {
    TopicFilter wanted = TopicFilter.parse(topicFilter, MAX_LEVELS);
    return subscribe.stream().anyMatch(filter -> filter.covers(wanted));
  }
}
