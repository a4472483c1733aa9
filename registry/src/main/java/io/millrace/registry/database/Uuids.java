package io.millrace.registry.database;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/** UUIDs in columns: PostgreSQL's own type, or sixteen bytes whose order is that of creation. */
public final class Uuids {
  private static final int BYTES = 16;

  private Uuids() {}

  /** The UUID of a column that is never null. */
  public static UUID get(ResultSet row, String column) throws SQLException {
    UUID value = find(row, column);
    if (value == null) {
      throw new SQLException("The column " + column + " holds no id.");
    }
    return value;
  }

  /** The UUID of a column; null if it holds none. */
  public static @Nullable UUID find(ResultSet row, String column) throws SQLException {
    Object value = row.getObject(column);
    if (value == null || value instanceof UUID) {
      return (UUID) value;
    }
    if (value instanceof byte[] bytes && bytes.length == BYTES) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    throw new SQLException("The column " + column + " holds something else than an id.");
  }

  static byte[] bytes(UUID value) {
    return ByteBuffer.allocate(BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  /** Binds UUIDs as bytes, for SQLite. */
  static final class AsBytes extends AbstractArgumentFactory<UUID> {
    AsBytes() {
      super(Types.BINARY);
    }

    @Override
    protected Argument build(UUID value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setBytes(position, bytes(value));
    }
  }

  /** Binds UUIDs as such, for PostgreSQL, which does not take a null text for a null UUID. */
  static final class AsUuid extends AbstractArgumentFactory<UUID> {
    AsUuid() {
      super(Types.OTHER);
    }

    @Override
    protected Argument build(UUID value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setObject(position, value);
    }
  }
}
