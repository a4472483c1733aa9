package io.millrace.security.support;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test that runs on both databases, each time on a fresh one. */
@ExtendWith(SharedDatabases.class)
@ParameterizedClass
@EnumSource(TestDatabase.class)
public abstract class DatabaseTest {
  @Parameter public TestDatabase kind = TestDatabase.SQLITE;

  protected SecurityFixture fixture = UNSET;

  // NullAway cannot see that JUnit calls setUp first.
  @SuppressWarnings("NullAway")
  private static final SecurityFixture UNSET = null;

  @BeforeEach
  void openSecurity() {
    fixture = new SecurityFixture(kind);
  }

  @AfterEach
  void closeDatabase() {
    fixture.close();
  }
}
