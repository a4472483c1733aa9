package io.millrace.security.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The tables here are the specification; the code and the documentation must both agree. */
class PermissionMatrixTest {
  private static final String ROLES =
      """
      | action              | owner | manager | technician | integrator | inspector | viewer |
      |---------------------|-------|---------|------------|------------|-----------|--------|
      | READ_MODEL          | yes   | yes     | yes        | yes        | yes       | yes    |
      | READ_DATA           | yes   | yes     | yes        | yes        | yes       | yes    |
      | EXPORT_DATA         | yes   | yes     | yes        | yes        | yes       |        |
      | READ_RAW            | yes   | yes     | yes        | yes        | yes       |        |
      | READ_SYSTEM         | yes   | yes     | yes        | yes        | yes       |        |
      | READ_ACCOUNTS       | yes   | yes     |            |            | yes       |        |
      | READ_AUDIT          | yes   | yes     |            |            | yes       |        |
      | INGEST              |       |         |            |            |           |        |
      | SUBSCRIBE           |       |         |            |            |           |        |
      | UPLOAD_DATA         | yes   | yes     | yes        | yes        |           |        |
      | EDIT_MODEL          | yes   | yes     |            | yes        |           |        |
      | CONFIGURE_SOURCES   | yes   |         |            | yes        |           |        |
      | HANDLE_QUARANTINE   | yes   | yes     | yes        | yes        |           |        |
      | REDECODE_DATA       | yes   |         |            | yes        |           |        |
      | DELETE_DATA         | yes   |         |            |            |           |        |
      | MANAGE_TOKENS       | yes   |         |            | yes        |           |        |
      | MANAGE_USERS        | yes   | yes     |            |            |           |        |
      | MANAGE_ORGANISATION | yes   |         |            |            |           |        |
      | ADMINISTER_SERVER   | yes   |         |            |            |           |        |
      | MANAGE_OWN_ACCOUNT  |       |         |            |            |           |        |
      """;

  private static final String SCOPES =
      """
      | action              | ingest | subscribe | read | configure | administer |
      |---------------------|--------|-----------|------|-----------|------------|
      | READ_MODEL          |        |           | yes  | yes       |            |
      | READ_DATA           |        |           | yes  |           |            |
      | EXPORT_DATA         |        |           | yes  |           |            |
      | READ_RAW            |        |           | yes  |           |            |
      | READ_SYSTEM         |        |           | yes  |           | yes        |
      | READ_ACCOUNTS       |        |           |      |           | yes        |
      | READ_AUDIT          |        |           |      |           | yes        |
      | INGEST              | yes    |           |      |           |            |
      | SUBSCRIBE           |        | yes       |      |           |            |
      | UPLOAD_DATA         |        |           |      | yes       |            |
      | EDIT_MODEL          |        |           |      | yes       |            |
      | CONFIGURE_SOURCES   |        |           |      | yes       |            |
      | HANDLE_QUARANTINE   |        |           |      | yes       |            |
      | REDECODE_DATA       |        |           |      | yes       |            |
      | DELETE_DATA         |        |           |      |           | yes        |
      | MANAGE_TOKENS       |        |           |      |           | yes        |
      | MANAGE_USERS        |        |           |      |           | yes        |
      | MANAGE_ORGANISATION |        |           |      |           | yes        |
      | ADMINISTER_SERVER   |        |           |      |           | yes        |
      | MANAGE_OWN_ACCOUNT  |        |           |      |           |            |
      """;

  private static final String RESOURCES =
      """
      | action              | organisation | site | asset | point | source | publish | subscribe | accounts | tokens | own account | server |
      |---------------------|--------------|------|-------|-------|--------|---------|-----------|----------|--------|-------------|--------|
      | READ_MODEL          | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | READ_DATA           | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | EXPORT_DATA         | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | READ_RAW            | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | READ_SYSTEM         | yes          | yes  |       |       |        |         |           |          |        |             | yes    |
      | READ_ACCOUNTS       |              |      |       |       |        |         |           | yes      | yes    |             |        |
      | READ_AUDIT          | yes          | yes  |       |       |        |         |           |          |        |             |        |
      | INGEST              |              |      |       |       |        | yes     |           |          |        |             |        |
      | SUBSCRIBE           |              |      |       |       |        |         | yes       |          |        |             |        |
      | UPLOAD_DATA         | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | EDIT_MODEL          | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | CONFIGURE_SOURCES   | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | HANDLE_QUARANTINE   | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | REDECODE_DATA       | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | DELETE_DATA         | yes          | yes  | yes   | yes   | yes    |         |           |          |        |             |        |
      | MANAGE_TOKENS       |              |      |       |       |        |         |           |          | yes    |             |        |
      | MANAGE_USERS        |              |      |       |       |        |         |           | yes      |        |             |        |
      | MANAGE_ORGANISATION | yes          | yes  |       |       |        |         |           |          |        |             |        |
      | ADMINISTER_SERVER   |              |      |       |       |        |         |           |          |        |             | yes    |
      | MANAGE_OWN_ACCOUNT  |              |      |       |       |        |         |           |          |        | yes         |        |
      """;

  @Test
  void each_role_allows_what_the_table_says_and_nothing_else() {
    Map<String, Set<Action>> table = columns(ROLES);
    assertThat(table).containsOnlyKeys(names(Role.values()));
    for (Role role : Role.values()) {
      assertThat(role.actions()).as(role.name()).isEqualTo(table.get(name(role)));
      for (Action action : Action.values()) {
        Principal user = Principals.user(role, Principals.FOUNDRY);
        for (Resource resource : Principals.oneOfEachAtFoundry()) {
          boolean expected =
              Authorizer.applies(action, resource)
                  && (resource instanceof Resource.OwnAccount || role.actions().contains(action));
          assertThat(Authorizer.decide(user, action, resource).allowed())
              .as("%s: %s on %s", role, action, resource)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void each_scope_allows_what_the_table_says_and_nothing_else() {
    Map<String, Set<Action>> table = columns(SCOPES);
    assertThat(table).containsOnlyKeys(names(Scope.values()));
    for (Scope scope : Scope.values()) {
      assertThat(scope.actions()).as(scope.name()).isEqualTo(table.get(name(scope)));
      for (Action action : Action.values()) {
        Principal token = Principals.token(Set.of(scope));
        for (Resource resource : Principals.oneOfEachAtFoundry()) {
          boolean expected =
              Authorizer.applies(action, resource) && scope.actions().contains(action);
          assertThat(Authorizer.decide(token, action, resource).allowed())
              .as("%s: %s on %s", scope, action, resource)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void each_action_makes_sense_for_the_resources_that_the_table_says() {
    Map<String, Set<Action>> table = columns(RESOURCES);
    List<Resource> resources = Principals.oneOfEachAtFoundry();
    assertThat(table).hasSameSizeAs(resources);
    Map<String, Function<Resource, Boolean>> kinds = Principals.kindsByName();
    assertThat(table).containsOnlyKeys(kinds.keySet().toArray(String[]::new));
    kinds.forEach(
        (kind, isOfKind) -> {
          Resource resource = resources.stream().filter(isOfKind::apply).findFirst().orElseThrow();
          for (Action action : Action.values()) {
            assertThat(Authorizer.applies(action, resource))
                .as("%s on %s", action, kind)
                .isEqualTo(table.getOrDefault(kind, Set.of()).contains(action));
          }
        });
  }

  @Test
  void the_documentation_shows_the_same_tables() throws IOException {
    String documentation = Files.readString(Path.of("..", "docs", "security.md"));
    assertThat(documentation).contains(ROLES).contains(SCOPES).contains(RESOURCES);
  }

  /** For each column after the first the actions whose row says yes. */
  private static Map<String, Set<Action>> columns(String table) {
    List<List<String>> rows =
        table
            .lines()
            .filter(line -> !line.startsWith("|--"))
            .map(PermissionMatrixTest::cells)
            .toList();
    List<String> header = rows.getFirst();
    Map<Action, List<String>> byAction = new EnumMap<>(Action.class);
    rows.stream().skip(1).forEach(row -> byAction.put(Action.valueOf(row.getFirst()), row));
    assertThat(byAction).containsOnlyKeys(Action.values());
    Map<String, Set<Action>> columns = new TreeMap<>();
    for (int column = 1; column < header.size(); column++) {
      Set<Action> allowed = EnumSet.noneOf(Action.class);
      for (Map.Entry<Action, List<String>> row : byAction.entrySet()) {
        if (row.getValue().get(column).equals("yes")) {
          allowed.add(row.getKey());
        }
      }
      columns.put(header.get(column), allowed);
    }
    return columns;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  private static String[] names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(PermissionMatrixTest::name).toArray(String[]::new);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
