package io.millrace.registry.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.EntityType;
import io.millrace.registry.error.RegistryException;
import io.millrace.registry.testing.RegistryContract;
import io.millrace.registry.work.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangeLogTest extends RegistryContract {
  @Test
  void a_change_says_who_when_what_before_and_after() {
    Asset made = registry.assets().create(ada, AssetSpec.of("Press", "area"));
    Actor bob = new Actor(acme, "bob");
    registry
        .assets()
        .update(bob, made.id(), 1, made.spec().edit().name("Press A").tag("P1").build());
    List<Change> changes = registry.changes().of(acme, made.id().value(), Long.MAX_VALUE, 10);
    assertThat(changes).hasSize(2);
    Change renamed = changes.getFirst();
    assertThat(renamed.type()).isEqualTo(EntityType.ASSET);
    assertThat(renamed.action()).isEqualTo(ChangeAction.CHANGED);
    assertThat(renamed.principal()).isEqualTo("bob");
    assertThat(renamed.before()).isEqualTo("{\"name\":\"Press\"}");
    assertThat(renamed.after()).isEqualTo("{\"name\":\"Press A\",\"tag\":\"P1\"}");
    Change created = changes.getLast();
    assertThat(created.action()).isEqualTo(ChangeAction.CREATED);
    assertThat(created.principal()).isEqualTo("ada");
    assertThat(created.before()).isNull();
    assertThat(created.after()).isEqualTo("{\"name\":\"Press\",\"level\":\"area\"}");
    assertThat(created.atNs()).isLessThan(renamed.atNs());
    assertThat(registry.changes().of(acme, made.id().value(), renamed.sequence(), 10))
        .containsExactly(created);
  }

  @Test
  void sequences_rise_without_holes_in_the_order_of_the_commits() {
    long before = registry.changes().lastSequence();
    for (int i = 0; i < 5; i++) {
      asset("A" + i);
      int again = i;
      assertThatThrownBy(() -> asset("A" + again)).isInstanceOf(RegistryException.class);
    }
    List<Change> changes = registry.changes().since(acme, before, 100);
    assertThat(changes)
        .extracting(Change::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + 5).boxed().toList());
    assertThat(registry.changes().since(acme, changes.get(2).sequence(), 1))
        .containsExactly(changes.get(3));
  }

  @Test
  void each_organisation_follows_its_own_changes() {
    Actor eve = stranger();
    asset("Ours");
    registry.assets().create(eve, AssetSpec.of("Theirs", "area"));
    assertThat(registry.changes().since(eve.organisation(), 0, 100))
        .allSatisfy(change -> assertThat(change.organisation()).isEqualTo(eve.organisation()));
    assertThat(registry.changes().since(acme, 0, 100))
        .allSatisfy(change -> assertThat(change.organisation()).isEqualTo(acme));
  }

  @Test
  void listeners_hear_of_what_was_committed_and_of_nothing_else() {
    List<Committed> heard = new ArrayList<>();
    registry.onCommit(heard::add);
    registry.onCommit(
        _ -> {
          throw new IllegalStateException("A listener's failure is its own.");
        });
    Asset made = asset("Press");
    assertThatThrownBy(() -> asset("Press")).isInstanceOf(RegistryException.class);
    registry.assets().update(ada, made.id(), 1, made.spec());
    assertThat(heard)
        .containsExactly(
            new Committed(
                acme, registry.changes().lastSequence(), registry.changes().lastSequence()));
  }
}
