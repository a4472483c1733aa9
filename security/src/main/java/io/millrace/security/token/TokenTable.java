package io.millrace.security.token;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The tokens' SQL. Lists of texts are stored with a line for each entry. */
final class TokenTable {
  /** A token with the hash of its secret in hexadecimal digits. */
  record StoredToken(Token token, String secretHash) {}

  private static final String SELECT = "SELECT * FROM security_token ";

  private TokenTable() {}

  static void insert(Handle handle, Token token, byte[] secretHash) {
    handle
        .createUpdate(
            "INSERT INTO security_token (id, secret_hash, label, organisation_id, site_id,"
                + " source_id, scopes, publish_filters, subscribe_filters, created_ns, created_by,"
                + " expires_ns, last_used_ns, revoked_ns) VALUES (:id, :hash, :label,"
                + " :organisation, :site, :source, :scopes, :publish, :subscribe, :created, :by,"
                + " :expires, 0, 0)")
        .bind("id", token.id())
        .bind("hash", HexFormat.of().formatHex(secretHash))
        .bind("label", token.label())
        .bind("organisation", text(token.place().organisation()))
        .bind("site", text(token.place().site()))
        .bind("source", text(token.source()))
        .bind("scopes", token.scopes().stream().map(Scope::name).collect(Collectors.joining("\n")))
        .bind("publish", String.join("\n", token.publish().texts()))
        .bind("subscribe", String.join("\n", token.subscribe().texts()))
        .bind("created", token.createdNs())
        .bind("by", token.createdBy())
        .bind("expires", token.expiresNs())
        .execute();
  }

  private static String text(@Nullable Object id) {
    return id == null ? "" : id.toString();
  }

  static Optional<StoredToken> find(Handle handle, String id) {
    return handle
        .select(SELECT + "WHERE id = ?", id)
        .map((row, _) -> new StoredToken(read(row), row.getString("secret_hash")))
        .findOne();
  }

  /** The tokens that can be used at a time, those used last first. */
  static List<StoredToken> usable(Handle handle, long nowNs, int limit) {
    return handle
        .select(
            SELECT
                + "WHERE revoked_ns = 0 AND expires_ns > ? ORDER BY last_used_ns DESC, id LIMIT ?",
            nowNs,
            limit)
        .map((row, _) -> new StoredToken(read(row), row.getString("secret_hash")))
        .list();
  }

  static List<Token> list(Handle handle, OrganisationId organisation, String afterId, int limit) {
    return handle
        .select(
            SELECT + "WHERE organisation_id = ? AND id > ? ORDER BY id LIMIT ?",
            organisation.toString(),
            afterId,
            limit)
        .map((row, _) -> read(row))
        .list();
  }

  static int countActive(Handle handle) {
    return handle
        .createQuery("SELECT COUNT(*) FROM security_token WHERE revoked_ns = 0")
        .mapTo(Integer.class)
        .one();
  }

  static void revoke(Handle handle, String id, long nowNs) {
    handle.execute(
        "UPDATE security_token SET revoked_ns = ? WHERE id = ? AND revoked_ns = 0", nowNs, id);
  }

  static void noteUse(Handle handle, Map<String, Long> lastUsedNs) {
    PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE security_token SET last_used_ns = ? WHERE id = ? AND last_used_ns < ?");
    lastUsedNs.forEach((id, timeNs) -> batch.add(timeNs, id, timeNs));
    batch.execute();
  }

  private static Token read(ResultSet row) throws SQLException {
    String site = row.getString("site_id");
    String source = row.getString("source_id");
    return new Token(
        row.getString("id"),
        row.getString("label"),
        new Place(
            OrganisationId.of(row.getString("organisation_id")),
            site.isEmpty() ? null : AssetId.of(site)),
        scopes(row.getString("scopes")),
        source.isEmpty() ? null : SourceId.of(source),
        ChannelFilters.of(lines(row.getString("publish_filters"))),
        ChannelFilters.of(lines(row.getString("subscribe_filters"))),
        row.getLong("created_ns"),
        row.getString("created_by"),
        row.getLong("expires_ns"),
        row.getLong("last_used_ns"),
        row.getLong("revoked_ns"));
  }

  private static Set<Scope> scopes(String text) {
    return lines(text).stream().map(Scope::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
  }
}
