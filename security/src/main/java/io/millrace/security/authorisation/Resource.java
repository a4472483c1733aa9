package io.millrace.security.authorisation;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the action is about, and where it belongs as far as the caller knows. */
public sealed interface Resource {
  /** Where it belongs. */
  Place place();

  /** An organisation as a whole: its settings, lists across its sites, its audit. */
  record Organisation(Place place) implements Resource {}

  /** A site as a whole: its settings, its calendars, lists within it. */
  record Site(Place place) implements Resource {}

  /** One asset. */
  record Asset(Place place, AssetId asset) implements Resource {}

  /** One point: what it is, or its data. */
  record Point(Place place, PointId point) implements Resource {}

  /** One source: what it is, its raw messages, its quarantine. */
  record Source(Place place, SourceId source) implements Resource {}

  /**
   * A channel on which data is handed over.
   *
   * @param source the source whose channel it is; null if nobody knows
   * @param channel MQTT topic or HTTP path, without wildcards
   */
  record PublishChannel(Place place, @Nullable SourceId source, String channel)
      implements Resource {}

  /**
   * Channels from which somebody wants to receive.
   *
   * @param filter an MQTT topic filter, without the prefix of a shared subscription
   */
  record SubscribeChannels(Place place, String filter) implements Resource {}

  /**
   * Accounts of people at a place.
   *
   * @param roles those that the account has there or is to get or lose; empty when only listing
   */
  record Accounts(Place place, Set<Role> roles) implements Resource {
    public Accounts {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * Tokens at a place.
   *
   * @param scopes those that the token has or is to get; empty when only listing
   */
  record Tokens(Place place, Set<Scope> scopes) implements Resource {
    public Tokens {
      scopes = Set.copyOf(scopes);
    }
  }

  /** One's own account, wherever its roles hold. */
  record OwnAccount(UserId user) implements Resource {
    @Override
    public Place place() {
      return Place.UNKNOWN;
    }
  }

  /**
   * The server as a whole.
   *
   * @param place the organisation that runs it
   */
  record Server(Place place) implements Resource {}
}
