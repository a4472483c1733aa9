package io.millrace.broker.settings;

/**
 * What outlives a connection.
 *
 * @param maxExpiryS longest session expiry, 0 to 4,294,967,294; who asks for more gets this
 * @param maxSessions that outlive their connection, all together, 1 to 1,000,000
 * @param maxSessionsPerPrincipal of one credential, 1 to 1,000,000
 * @param maxSubscriptions all together, 1 to 10,000,000
 * @param maxSubscriptionsPerSession 1 to 100,000
 */
public record SessionLimits(
    long maxExpiryS,
    int maxSessions,
    int maxSessionsPerPrincipal,
    int maxSubscriptions,
    int maxSubscriptionsPerSession) {
  /** As the documentation states them: a session may be away for seven days. */
  public static final SessionLimits DEFAULTS =
      new SessionLimits(604_800, 20_000, 5_000, 200_000, 1_000);

  public SessionLimits {
    Range.check("maxExpiryS", maxExpiryS, 0, 0xffff_fffeL);
    Range.check("maxSessions", maxSessions, 1, 1_000_000);
    Range.check("maxSessionsPerPrincipal", maxSessionsPerPrincipal, 1, 1_000_000);
    Range.check("maxSubscriptions", maxSubscriptions, 1, 10_000_000);
    Range.check("maxSubscriptionsPerSession", maxSubscriptionsPerSession, 1, 100_000);
  }
}
