package io.millrace.security.authorisation;

import io.millrace.security.error.AccessException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The authorisation point. Pure, without state, thread-safe; denies unless a rule below allows.
 *
 * <p>The rules, in order:
 *
 * <ol>
 *   <li>the action must make sense for the kind of resource;
 *   <li>the own account is open to its user and to nobody else;
 *   <li>it must be known where the resource belongs;
 *   <li>a role or scope that allows the action must hold there;
 *   <li>channels must lie within the token's filters, and data must be of the token's source;
 *   <li>nobody gives or takes away rights that they do not hold there themselves.
 * </ol>
 */
public final class Authorizer {
  private Authorizer() {}

  /** Whether the principal may do this with that. */
  public static Decision decide(Principal principal, Action action, Resource resource) {
    if (!applies(action, resource)) {
      return Decision.DENIED_NOT_APPLICABLE;
    }
    if (resource instanceof Resource.OwnAccount own) {
      return principal instanceof Principal.User user && user.user().equals(own.user())
          ? Decision.ALLOWED
          : Decision.DENIED_ROLE;
    }
    if (resource.place().organisation() == null) {
      return Decision.DENIED_CONTEXT_MISSING;
    }
    return switch (principal) {
      case Principal.User user -> decideUser(user, action, resource);
      case Principal.Token token -> decideToken(token, action, resource);
      case Principal.Internal internal ->
          internal.actions().contains(action) ? Decision.ALLOWED : Decision.DENIED_SCOPE;
    };
  }

  /** What the action may be done with. */
  static boolean applies(Action action, Resource resource) {
    return switch (resource) {
      case Resource.PublishChannel _ -> action == Action.INGEST;
      case Resource.SubscribeChannels _ -> action == Action.SUBSCRIBE;
      case Resource.OwnAccount _ -> action == Action.MANAGE_OWN_ACCOUNT;
      case Resource.Accounts _ -> action == Action.READ_ACCOUNTS || action == Action.MANAGE_USERS;
      case Resource.Tokens _ -> action == Action.READ_ACCOUNTS || action == Action.MANAGE_TOKENS;
      case Resource.Server _ -> action == Action.READ_SYSTEM || action == Action.ADMINISTER_SERVER;
      case Resource.Organisation _, Resource.Site _ -> appliesToPlace(action);
      case Resource.Asset _, Resource.Point _, Resource.Source _ -> appliesToThing(action);
    };
  }

  private static boolean appliesToPlace(Action action) {
    return appliesToThing(action)
        || switch (action) {
          case READ_AUDIT, READ_SYSTEM, MANAGE_ORGANISATION -> true;
          case READ_MODEL,
              READ_DATA,
              EXPORT_DATA,
              READ_RAW,
              READ_ACCOUNTS,
              INGEST,
              SUBSCRIBE,
              UPLOAD_DATA,
              EDIT_MODEL,
              CONFIGURE_SOURCES,
              HANDLE_QUARANTINE,
              REDECODE_DATA,
              DELETE_DATA,
              MANAGE_TOKENS,
              MANAGE_USERS,
              ADMINISTER_SERVER,
              MANAGE_OWN_ACCOUNT ->
              false;
        };
  }

  private static boolean appliesToThing(Action action) {
    return switch (action) {
      case READ_MODEL,
          READ_DATA,
          EXPORT_DATA,
          READ_RAW,
          UPLOAD_DATA,
          EDIT_MODEL,
          CONFIGURE_SOURCES,
          HANDLE_QUARANTINE,
          REDECODE_DATA,
          DELETE_DATA ->
          true;
      case READ_SYSTEM,
          READ_ACCOUNTS,
          READ_AUDIT,
          INGEST,
          SUBSCRIBE,
          MANAGE_TOKENS,
          MANAGE_USERS,
          MANAGE_ORGANISATION,
          ADMINISTER_SERVER,
          MANAGE_OWN_ACCOUNT ->
          false;
    };
  }

  private static Decision decideUser(Principal.User user, Action action, Resource resource) {
    Place place = resource.place();
    boolean sameOrganisation = false;
    boolean allowedElsewhere = false;
    boolean allowed = false;
    for (RoleGrant grant : user.grants()) {
      boolean roleAllows = grant.role().actions().contains(action);
      if (sameOrganisation(grant.place(), place)) {
        sameOrganisation = true;
        allowedElsewhere |= roleAllows;
        allowed |= roleAllows && grant.place().contains(place);
      }
    }
    if (!sameOrganisation) {
      return Decision.DENIED_OTHER_ORGANISATION;
    }
    if (!allowed) {
      return allowedElsewhere ? Decision.DENIED_OTHER_SITE : Decision.DENIED_ROLE;
    }
    return changesRights(action) ? decideRights(heldBy(user, place), resource) : Decision.ALLOWED;
  }

  private static Decision decideToken(Principal.Token token, Action action, Resource resource) {
    if (!sameOrganisation(token.place(), resource.place())) {
      return Decision.DENIED_OTHER_ORGANISATION;
    }
    if (!holds(token, action)) {
      return Decision.DENIED_SCOPE;
    }
    if (!token.place().contains(resource.place())) {
      return Decision.DENIED_OTHER_SITE;
    }
    return switch (resource) {
      case Resource.PublishChannel channel -> decidePublish(token, channel);
      case Resource.SubscribeChannels channels -> decideSubscribe(token, channels);
      case Resource.Accounts _, Resource.Tokens _ ->
          changesRights(action) ? decideRights(heldBy(token), resource) : Decision.ALLOWED;
      case Resource.Organisation _,
          Resource.Site _,
          Resource.Asset _,
          Resource.Point _,
          Resource.Source _,
          Resource.OwnAccount _,
          Resource.Server _ ->
          Decision.ALLOWED;
    };
  }

  private static Decision decidePublish(Principal.Token token, Resource.PublishChannel channel) {
    if (token.source() == null || !token.source().equals(channel.source())) {
      return Decision.DENIED_SOURCE;
    }
    return token.publish().matches(channel.channel()) ? Decision.ALLOWED : Decision.DENIED_CHANNEL;
  }

  private static Decision decideSubscribe(
      Principal.Token token, Resource.SubscribeChannels channels) {
    ChannelFilter wanted;
    try {
      wanted = new ChannelFilter(channels.filter());
    } catch (AccessException e) {
      return Decision.DENIED_CHANNEL; // what is no filter is covered by none
    }
    return token.subscribe().covers(wanted) ? Decision.ALLOWED : Decision.DENIED_CHANNEL;
  }

  private static boolean changesRights(Action action) {
    return action == Action.MANAGE_USERS || action == Action.MANAGE_TOKENS;
  }

  /** Nobody gives or takes away more than they hold. */
  private static Decision decideRights(Set<Action> held, Resource resource) {
    Set<Action> wanted = EnumSet.noneOf(Action.class);
    if (resource instanceof Resource.Accounts accounts) {
      accounts.roles().forEach(role -> wanted.addAll(role.actions()));
    }
    if (resource instanceof Resource.Tokens tokens) {
      tokens.scopes().forEach(scope -> wanted.addAll(scope.actions()));
    }
    // No role has these two: handing them to devices is what managing tokens is for.
    wanted.remove(Action.INGEST);
    wanted.remove(Action.SUBSCRIBE);
    return held.containsAll(wanted) ? Decision.ALLOWED : Decision.DENIED_BEYOND_OWN;
  }

  private static Set<Action> heldBy(Principal.User user, Place place) {
    Set<Action> held = EnumSet.noneOf(Action.class);
    for (RoleGrant grant : user.grants()) {
      if (grant.place().contains(place)) {
        held.addAll(grant.role().actions());
      }
    }
    return held;
  }

  /** Without a set of its own, since every message of every device comes through here. */
  private static boolean holds(Principal.Token token, Action action) {
    for (Scope scope : token.scopes()) {
      if (scope.actions().contains(action)) {
        return true;
      }
    }
    return false;
  }

  private static Set<Action> heldBy(Principal.Token token) {
    Set<Action> held = EnumSet.noneOf(Action.class);
    for (Scope scope : token.scopes()) {
      held.addAll(scope.actions());
    }
    return held;
  }

  private static boolean sameOrganisation(Place a, Place b) {
    return a.organisation() != null && a.organisation().equals(b.organisation());
  }
}
