package io.millrace.pipeline.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.Address;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecodeContextTest {
  private static final SourceId S = new SourceId(new UUID(1, 1));
  private static final PointId P = new PointId(new UUID(2, 1));
  private static final PointId Q = new PointId(new UUID(2, 2));
  private final DecodeContext context = new DecodeContext(new PointHandles(), SourcePolicy.DEFAULT);

  @Test
  void law7_each_version_is_what_the_changes_before_it_amount_to() {
    context.apply(0, source(UnknownPoints.UNMAPPED, 5));
    context.apply(1, bound("c", "x", P, 0));
    context.apply(2, mapping("c", "plain"));
    context.apply(3, bound("c", "x", Q, 0));

    assertThat(context.plan(S, "c", 1).timelines()).isEmpty();
    assertThat(point(context.plan(S, "c", 2), "x", 7)).isEqualTo(P);
    assertThat(context.plan(S, "c", 2).format()).isEmpty();
    assertThat(context.plan(S, "c", 3).format()).isEqualTo("plain");
    assertThat(point(context.plan(S, "c", 3), "x", 7)).isEqualTo(P);
    assertThat(point(context.plan(S, "c", 4), "x", 7)).isEqualTo(Q);
  }

  @Test
  void law14_bindings_hold_from_a_source_time_on() {
    context.apply(0, bound("c", "x", P, 100));
    context.apply(1, bound("c", "x", Q, 200));
    context.apply(2, new PointUnbound(S, "c", "x", 300));
    context.apply(3, bound("c", "x", Q, 150)); // known later, holds earlier

    ChannelPlan plan = context.plan(S, "c", 4);
    Timeline x = Objects.requireNonNull(plan.timelines().get("x"));
    assertThat(x.at(99)).isNull();
    assertThat(point(plan, "x", 100)).isEqualTo(P);
    assertThat(point(plan, "x", 150)).isEqualTo(Q);
    assertThat(point(plan, "x", 299)).isEqualTo(Q);
    assertThat(x.at(300)).isNull();
    assertThat(point(context.plan(S, "c", 3), "x", 150)).isEqualTo(P);
  }

  @Test
  void a_binding_carries_traits_and_codes_of_its_version() {
    context.apply(0, bound("c", "x", P, Long.MIN_VALUE));
    context.apply(1, new PointDefined(P, PointTraits.undefined(ValueKind.ENUMERATION)));
    context.apply(2, new EnumerationDefined(P, Map.of("RUN", 1L)));
    context.apply(3, new EnumerationDefined(P, Map.of("RUN", 2L)));

    assertThat(binding(1).traits().kind()).isEqualTo(ValueKind.DOUBLE);
    assertThat(binding(2).traits().kind()).isEqualTo(ValueKind.ENUMERATION);
    assertThat(binding(3).codesByText()).containsEntry("RUN", 1L);
    assertThat(binding(4).codesByText()).containsEntry("RUN", 2L);
  }

  @Test
  void a_plan_says_for_which_versions_it_holds() {
    context.apply(0, source(UnknownPoints.UNMAPPED, 5));
    context.apply(3, bound("c", "x", P, 0));
    context.apply(5, bound("other", "x", P, 0));
    context.apply(8, new PointDefined(P, PointTraits.undefined(ValueKind.INT64)));
    context.advanceTo(10);

    ChannelPlan plan = context.plan(S, "c", 6);
    assertThat(plan.firstVersion()).isEqualTo(4);
    assertThat(plan.lastVersion()).isEqualTo(8);
    assertThat(context.plan(S, "c", 9).lastVersion()).isEqualTo(10);
    assertThat(context.plan(S, "c", 3).firstVersion()).isEqualTo(1);
  }

  @Test
  void a_plan_is_renewed_without_being_made_again_if_nothing_changed() {
    context.apply(0, bound("c", "x", P, 0));
    ChannelPlan plan = context.plan(S, "c", 1);
    assertThat(plan.holdsFor(2)).isFalse();
    context.apply(1, bound("other", "x", P, 0));
    ChannelPlan renewed = context.renew(plan, 2);
    assertThat(renewed.firstVersion()).isEqualTo(plan.firstVersion());
    assertThat(renewed.holdsFor(2)).isTrue();
    context.apply(2, bound("c", "y", Q, 0));
    assertThat(context.renew(renewed, 3).timelines()).containsOnlyKeys("x", "y");
    assertThat(context.renew(renewed, 1).timelines()).containsOnlyKeys("x");
  }

  @Test
  void the_first_rule_that_matches_the_channel_counts() {
    context.apply(
        0,
        new MappingDefined(
            S,
            List.of(
                new MappingRule("a/b", "plain", Map.of("kind", "text")),
                new MappingRule("a/+", "millrace-json", Map.of()))));
    assertThat(context.plan(S, "a/b", 1).options()).containsEntry("kind", "text");
    assertThat(context.plan(S, "a/c", 1).format()).isEqualTo("millrace-json");
    assertThat(context.plan(S, "b", 1).format()).isEmpty();
  }

  @Test
  void the_limit_of_unmapped_points_is_a_fact_of_the_journal() {
    context.apply(0, source(UnknownPoints.UNMAPPED, 1));
    context.apply(1, closed("c", "x"));
    context.apply(2, closed("c", "y")); // says nothing new
    context.apply(3, source(UnknownPoints.UNMAPPED, 1)); // no higher limit
    context.apply(4, source(UnknownPoints.UNMAPPED, 2));

    assertThat(context.plan(S, "c", 1).acceptedUnmapped()).isNull();
    Map<String, Set<ValueKind>> onlyX = Map.of("x", Set.of(ValueKind.DOUBLE));
    assertThat(context.plan(S, "c", 2).acceptedUnmapped()).isEqualTo(onlyX);
    assertThat(context.plan(S, "c", 4).acceptedUnmapped()).isEqualTo(onlyX);
    assertThat(context.plan(S, "d", 4).acceptedUnmapped()).isEmpty();
    assertThat(context.plan(S, "c", 5).acceptedUnmapped()).isNull();
    assertThat(context.isOpenForUnmapped(S)).isTrue();
  }

  @Test
  void law9_records_inside_the_span_of_an_order_are_decoded_with_its_version() {
    UserId user = new UserId(new UUID(3, 3));
    List<JournalSpan> span = List.of(new JournalSpan(1, 10, 20));
    context.apply(0, new DecodedAnew(S, "a/#", span, 7, user, 0));
    context.apply(1, new DecodedAnew(S, "a/b", List.of(new JournalSpan(1, 15, 16)), 9, user, 0));
    context.apply(
        2,
        new DecodedAnew(
            S, "#", List.of(new JournalSpan(2, 0, 9)), DecodingOrder.OWN_VERSION, user, 0));

    assertThat(version(9, "a/b", 1, 10)).isEqualTo(7);
    assertThat(version(9, "a/b", 1, 15)).isEqualTo(9);
    assertThat(version(1, "a/b", 1, 15)).isEqualTo(7); // before the second order
    assertThat(version(9, "a/c", 1, 15)).isEqualTo(7);
    assertThat(version(9, "a/b", 1, 20)).isEqualTo(3);
    assertThat(version(9, "a/b", 0, 10)).isEqualTo(3);
    assertThat(version(9, "b", 1, 10)).isEqualTo(3);
    assertThat(version(9, "b", 2, 5)).isEqualTo(3);
  }

  private long version(long before, String channel, int partition, long offset) {
    return DecodingOrder.versionFor(context.orders(S), before, channel, partition, offset, 3);
  }

  @Test
  void a_version_beyond_what_is_known_is_refused() {
    assertThatIllegalStateException().isThrownBy(() -> context.plan(S, "c", 1));
  }

  @Test
  void random_contexts_give_the_same_plans_whenever_they_are_asked_for() {
    Random random = new Random(17);
    for (int round = 0; round < 200; round++) {
      List<ContextChange> changes = new ArrayList<>();
      for (int n = 0; n < 30; n++) {
        changes.add(randomChange(random));
      }
      PointHandles handles = new PointHandles(); // those of one process
      DecodeContext all = fold(changes, handles);
      int version = random.nextInt(31);
      String channel = "c" + random.nextInt(2);
      ChannelPlan late = all.plan(S, channel, version);
      ChannelPlan early = fold(changes.subList(0, version), handles).plan(S, channel, version);
      assertThat(late.timelines()).as("round %d", round).isEqualTo(early.timelines());
      assertThat(late.acceptedUnmapped()).isEqualTo(early.acceptedUnmapped());
      assertThat(late.format()).isEqualTo(early.format());
      assertThat(late.source()).isEqualTo(early.source());
      for (long v = late.firstVersion(); v <= late.lastVersion(); v++) {
        assertThat(all.plan(S, channel, v).timelines()).isEqualTo(late.timelines());
      }
    }
  }

  private static DecodeContext fold(List<ContextChange> changes, PointHandles handles) {
    DecodeContext folded = new DecodeContext(handles, SourcePolicy.DEFAULT);
    folded.plan(S, "c0", 0);
    for (int i = 0; i < changes.size(); i++) {
      folded.apply(i, changes.get(i));
    }
    return folded;
  }

  private static ContextChange randomChange(Random random) {
    PointId point = new PointId(new UUID(5, random.nextInt(3)));
    String channel = "c" + random.nextInt(2);
    String path = "p" + random.nextInt(2);
    return switch (random.nextInt(6)) {
      case 0 -> source(UnknownPoints.UNMAPPED, random.nextInt(3));
      case 1 -> mapping(channel, random.nextBoolean() ? "plain" : "");
      case 2 -> new PointUnbound(S, channel, path, random.nextInt(100));
      case 3 ->
          new PointDefined(point, PointTraits.undefined(ValueKind.ofCode(1 + random.nextInt(5))));
      case 4 -> closed(channel, path);
      default -> bound(channel, path, point, random.nextInt(100));
    };
  }

  private Binding binding(long version) {
    Timeline timeline = context.plan(S, "c", version).timelines().get("x");
    return Objects.requireNonNull(Objects.requireNonNull(timeline).at(0));
  }

  private static PointId point(ChannelPlan plan, String path, long timeNs) {
    Timeline timeline = Objects.requireNonNull(plan.timelines().get(path));
    return Objects.requireNonNull(timeline.at(timeNs)).point();
  }

  private static SourceDefined source(UnknownPoints unknown, int max) {
    return new SourceDefined(S, "s", unknown, max, 1, 0, false);
  }

  private static MappingDefined mapping(String filter, String format) {
    return new MappingDefined(S, List.of(new MappingRule(filter, format, Map.of())));
  }

  private static PointBound bound(String channel, String path, PointId point, long fromNs) {
    return new PointBound(S, channel, path, point, fromNs, 1, 0);
  }

  private static UnmappedPointsClosed closed(String channel, String path) {
    return new UnmappedPointsClosed(S, List.of(new Address(channel, path, ValueKind.DOUBLE)));
  }
}
