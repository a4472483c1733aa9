package io.millrace.web.account;

import io.millrace.security.session.Session;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** One of a person's sessions. */
record SessionItem(
    @Field("Public name.") String id,
    @Field("When it began.") Instant createdAt,
    @Field("When it was last used, to within a minute.") Instant lastSeenAt,
    @Field("When it ends however busy it is.") Instant expiresAt,
    @Field("Network address from which it was begun.") String address,
    @Field("What the browser calls itself.") String userAgent,
    @Field("Whether it is the one that asks.") boolean current) {
  static SessionItem of(Session session, String currentId) {
    return new SessionItem(
        session.id(),
        ApiTime.of(session.createdNs()),
        ApiTime.of(session.lastSeenNs()),
        ApiTime.of(session.expiresNs()),
        session.address(),
        session.userAgent(),
        session.id().equals(currentId));
  }
}
