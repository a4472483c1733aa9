package io.millrace.security.support;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.security.Security;
import io.millrace.security.SecuritySettings;
import io.millrace.security.account.Caller;
import io.millrace.security.account.SetupLink;
import io.millrace.security.account.SignedIn;
import io.millrace.security.audit.Actor;
import io.millrace.security.password.Argon2Cost;
import io.millrace.security.secret.Secret;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Security on a fresh database, with the cheapest password hashes, a clock that stands, and one
 * organisation.
 */
public final class SecurityFixture implements AutoCloseable {
  /** The organisation of the tests. */
  public static final OrganisationId FOUNDRY = new OrganisationId(new UUID(7, 1));

  /** Another organisation on the same server. */
  public static final OrganisationId NEIGHBOUR = new OrganisationId(new UUID(7, 2));

  /** A browser somewhere. */
  public static final Caller BROWSER = new Caller("192.0.2.10", "Firefox", null);

  /** The owner's password in these tests. */
  public static final Secret PASSWORD = Secret.of("copper kettle on fire");

  /** Somebody who may do everything. */
  public static final Actor OPERATOR = Actor.commandLine();

  private static final Argon2Cost CHEAP = new Argon2Cost(7_168, 1, 1);

  public final TestClock clock = new TestClock();
  public final HikariDataSource dataSource;
  private final TestDatabase.Opened database;
  public final Security security;

  /** Security on an empty database of the kind. */
  public SecurityFixture(TestDatabase kind) {
    database = kind.create();
    dataSource = database.writer();
    security = openAnother();
  }

  /** Another process on the same database. */
  public Security openAnother() {
    return openAnother(SecuritySettings.DEFAULT.withPasswordCost(CHEAP));
  }

  /** Another process with other settings. */
  public Security openAnother(SecuritySettings settings) {
    SecureRandom random = new SecureRandom();
    return Security.open(
        database.writer(),
        database.reader(),
        settings,
        clock,
        random,
        new IdGenerator(clock, random));
  }

  /** Makes the first owner and signs her in. */
  public SignedIn makeOwner() {
    SetupLink link = security.setupLinks().issueForFirstOwner(OPERATOR, FOUNDRY);
    return security
        .setupLinks()
        .makeFirstOwner(link.secret(), "olga@foundry.example", "Olga", PASSWORD, BROWSER);
  }

  @Override
  public void close() {
    database.close();
  }
}
