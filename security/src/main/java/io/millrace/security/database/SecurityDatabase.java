package io.millrace.security.database;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * Reads and writes the security tables. Thread-safe; each call takes a connection of the data
 * source and gives it back.
 *
 * <p>Every change takes the row {@code security_audit_head} first. That row's lock puts changes of
 * all processes on this database in one order (the server, and a command on the same machine). It
 * also makes the first statement of each transaction a write, so that SQLite takes its write lock
 * at once and waits for it, where a read that turns into a write would fail.
 */
public final class SecurityDatabase {
  private final Jdbi writer;
  private final Jdbi reader;

  /**
   * Reads and writes through the data sources, which are not closed here.
   *
   * @param writer SQLite with a busy timeout, or PostgreSQL
   * @param reader the same database, so that reading need not wait for a long change of somebody
   *     else; may refuse to write, and may be the same object
   */
  public SecurityDatabase(DataSource writer, DataSource reader) {
    this.writer = jdbi(writer);
    this.reader = jdbi(reader);
  }

  private static Jdbi jdbi(DataSource dataSource) {
    Jdbi jdbi = Jdbi.create(dataSource);
    // Bound values are hashes and names of people: they have no place in a log.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.SHORT_STATEMENT);
    return jdbi;
  }

  /**
   * Runs queries.
   *
   * @throws AccessException with {@link AccessError#SECURITY_STORE_FAILED}
   */
  public <T> T read(Function<Handle, T> queries) {
    try {
      return reader.withHandle(queries::apply);
    } catch (JdbiException e) {
      throw failed("read", e);
    }
  }

  /**
   * Runs changes in one transaction, after those of every other process on this database.
   *
   * @throws AccessException with {@link AccessError#SECURITY_STORE_FAILED}, and then nothing was
   *     changed; or whatever {@code changes} throws, with the same promise
   */
  public <T> T write(Function<Handle, T> changes) {
    try {
      return writer.inTransaction(
          handle -> {
            handle.execute("UPDATE security_audit_head SET sequence = sequence WHERE id = 1");
            return changes.apply(handle);
          });
    } catch (JdbiException e) {
      throw failed("changed", e);
    }
  }

  /**
   * Runs changes that nobody needs to find in the audit, such as the time of last use, in one
   * transaction. The first statement must be a write.
   *
   * @throws AccessException as {@link #write}
   */
  public void note(Consumer<Handle> changes) {
    try {
      writer.useTransaction(changes::accept);
    } catch (JdbiException e) {
      throw failed("changed", e);
    }
  }

  private static AccessException failed(String verb, JdbiException e) {
    return new AccessException(
        AccessError.SECURITY_STORE_FAILED,
        "The security tables could not be "
            + verb
            + ". Nothing was changed; check the database's disk and log.",
        e);
  }
}
