package io.millrace.security.authorisation;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.util.List;

/**
 * The channels that a token may use: those that at least one filter matches. No filter, no channel.
 *
 * @param filters at most {@value #MAX_FILTERS}
 */
public record ChannelFilters(List<ChannelFilter> filters) {
  /** Most filters that a token may have in one direction. */
  public static final int MAX_FILTERS = 32;

  /** No channel. */
  public static final ChannelFilters NONE = new ChannelFilters(List.of());

  /** Every channel but those that begin with {@code $}. */
  public static final ChannelFilters ALL = of("#");

  public ChannelFilters {
    filters = List.copyOf(filters);
    if (filters.size() > MAX_FILTERS) {
      throw new AccessException(
          AccessError.TOKEN_INVALID,
          "A token has at most " + MAX_FILTERS + " channel filters in one direction.");
    }
  }

  /**
   * Filters from their texts.
   *
   * @throws AccessException with {@link AccessError#TOKEN_INVALID} if one is no filter
   */
  public static ChannelFilters of(String... texts) {
    return of(List.of(texts));
  }

  /** As {@link #of(String...)}. */
  public static ChannelFilters of(List<String> texts) {
    return new ChannelFilters(texts.stream().map(ChannelFilter::new).toList());
  }

  /** Whether a channel's name may be used. */
  public boolean matches(String channel) {
    for (ChannelFilter filter : filters) {
      if (filter.matches(channel)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether one filter covers the wanted one whole. A wanted filter that several filters cover only
   * together is not allowed; who needs that subscribes to the parts.
   */
  public boolean covers(ChannelFilter wanted) {
    for (ChannelFilter filter : filters) {
      if (filter.covers(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The filters as texts. */
  public List<String> texts() {
    return filters.stream().map(ChannelFilter::text).toList();
  }
}
