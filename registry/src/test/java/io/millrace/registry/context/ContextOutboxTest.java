package io.millrace.registry.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.plant.SourceSpec;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.error.RegistryException;
import io.millrace.registry.testing.RegistryContract;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ContextOutboxTest extends RegistryContract {
  @Test
  void law4_changes_stand_in_the_outbox_in_the_order_of_the_commits() {
    long before = registry.outbox().lastSequence();
    for (int i = 0; i < 5; i++) {
      source("S" + i);
    }
    List<OutboxEntry> pending = registry.outbox().pending(100);
    assertThat(pending)
        .extracting(entry -> ((SourceDefined) entry.change()).name())
        .containsExactly("S0", "S1", "S2", "S3", "S4");
    assertThat(pending)
        .extracting(entry -> entry.mark().sequence())
        .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + 5).boxed().toList());
    assertThat(pending).allSatisfy(entry -> assertThat(entry.organisation()).isEqualTo(acme));
  }

  @Test
  void law4_what_is_refused_leaves_nothing_and_takes_no_number() {
    source("S");
    long before = registry.outbox().lastSequence();
    assertThatThrownBy(() -> source("S")).isInstanceOf(RegistryException.class);
    assertThat(registry.outbox().lastSequence()).isEqualTo(before);
    registry.sources().create(ada, SourceSpec.of("T"));
    assertThat(registry.outbox().lastSequence()).isEqualTo(before + 1);
  }

  @Test
  void what_was_handed_on_is_forgotten_and_its_numbers_are_not_given_again() {
    source("S");
    long last = registry.outbox().lastSequence();
    registry.outbox().forgetThrough(last);
    assertThat(registry.outbox().pending(10)).isEmpty();
    assertThat(registry.outbox().relayedSequence()).isEqualTo(last);
    source("T");
    assertThat(registry.outbox().pending(10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.mark().sequence()).isEqualTo(last + 1));
  }

  @Test
  void a_registry_keeps_its_identity_over_a_restart() {
    source("S");
    List<OutboxEntry> before = registry.outbox().pending(10);
    Registry reopened = new Registry(database, ids, clock, ImportSettings.DEFAULT);
    assertThat(reopened.outbox().pending(10)).isEqualTo(before);
  }

  @Test
  void republishing_tells_a_new_journal_everything_under_a_new_identity() {
    var source = source("S");
    var point = point(asset("A").id(), "P");
    List<OutboxEntry> before = takeContext();
    registry.republish();
    List<OutboxEntry> again = takeContext();
    assertThat(again)
        .extracting(OutboxEntry::change)
        .containsExactlyInAnyOrderElementsOf(before.stream().map(OutboxEntry::change).toList());
    assertThat(again.getFirst().mark().registry())
        .isNotEqualTo(before.getFirst().mark().registry());
    assertThat(again)
        .extracting(entry -> entry.change().toString())
        .anyMatch(text -> text.contains(source.id().toString()))
        .anyMatch(text -> text.contains(point.id().toString()));
  }
}
