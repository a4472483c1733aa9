package io.millrace.model.state;

import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ordered rules that tell an asset's state. The first rule whose condition is known to hold says
 * the state. If none holds, the state is {@code otherwise}, unless a condition was unknown: then
 * nobody knows, and it is {@link AssetState#NO_DATA}. Immutable.
 *
 * @param rules in order; at most {@value #MAX_RULES}
 * @param otherwise the state if all rules are known not to apply
 * @param otherwiseHoldNs as {@link StateRule#holdNs()}, for {@code otherwise}
 */
public record StateModel(List<StateRule> rules, AssetState otherwise, long otherwiseHoldNs) {
  /** How many rules a model may have. */
  public static final int MAX_RULES = 64;

  private static final int MAX_CONDITIONS = 500;
  private static final int MAX_DEPTH = 16;

  /**
   * @throws StateException {@link StateError#STATE_MODEL_INVALID}
   */
  public StateModel {
    rules = List.copyOf(rules);
    if (rules.size() > MAX_RULES) {
      throw invalid("A state model has at most " + MAX_RULES + " rules, not " + rules.size() + ".");
    }
    if (otherwiseHoldNs < 0) {
      throw invalid("A state cannot be held back for a negative time.");
    }
    int[] count = {0};
    for (StateRule rule : rules) {
      walk(
          rule.when(),
          0,
          _ -> {
            if (++count[0] > MAX_CONDITIONS) {
              throw invalid("A state model has at most " + MAX_CONDITIONS + " conditions.");
            }
          });
    }
  }

  /**
   * What the rules say at one moment, before anything is held back.
   *
   * @param reason of the rule that applied; empty if none did
   * @param holdNs for how long it must be so before it counts
   */
  public record Reading(AssetState state, String reason, long holdNs) {}

  /**
   * What the rules say at one moment.
   *
   * @param timeNs the moment
   * @param latest the latest sample of a slot at that moment; null if it has none
   * @param calendar when the asset is meant to work; null if nobody said
   */
  public Reading readAt(
      long timeNs, Function<String, @Nullable Sample> latest, @Nullable ShiftCalendar calendar) {
    boolean unknown = false;
    for (StateRule rule : rules) {
      Truth truth = new Evaluation(timeNs, latest, calendar).of(rule.when());
      if (truth == Truth.TRUE) {
        return new Reading(rule.state(), rule.reason(), rule.holdNs());
      }
      unknown |= truth == Truth.UNKNOWN;
    }
    return unknown
        ? new Reading(AssetState.NO_DATA, "", 0)
        : new Reading(otherwise, "", otherwiseHoldNs);
  }

  /** The slots that the rules look at, in alphabetical order. */
  public Set<String> slots() {
    Set<String> slots = new TreeSet<>();
    forEachCondition(
        condition -> {
          switch (condition) {
            case Condition.Compared c -> slots.add(c.slot());
            case Condition.Equal c -> slots.add(c.slot());
            case Condition.Stale c -> slots.add(c.slot());
            case Condition.Bad c -> slots.add(c.slot());
            case Condition.OutsideWorkingTime _,
                Condition.AllOf _,
                Condition.AnyOf _,
                Condition.Not _ -> {}
          }
        });
    return slots;
  }

  void forEachCondition(Consumer<Condition> action) {
    rules.forEach(rule -> walk(rule.when(), 0, action));
  }

  private static void walk(Condition condition, int depth, Consumer<Condition> action) {
    if (depth > MAX_DEPTH) {
      throw invalid("Conditions are nested more than " + MAX_DEPTH + " deep.");
    }
    action.accept(condition);
    switch (condition) {
      case Condition.AllOf(List<Condition> all) -> all.forEach(c -> walk(c, depth + 1, action));
      case Condition.AnyOf(List<Condition> any) -> any.forEach(c -> walk(c, depth + 1, action));
      case Condition.Not(Condition inner) -> walk(inner, depth + 1, action);
      case Condition.Compared _,
          Condition.Equal _,
          Condition.Stale _,
          Condition.Bad _,
          Condition.OutsideWorkingTime _ -> {}
    }
  }

  private static StateException invalid(String message) {
    return new StateException(StateError.STATE_MODEL_INVALID, message);
  }

  /** Conditions at one moment. */
  private record Evaluation(
      long timeNs, Function<String, @Nullable Sample> latest, @Nullable ShiftCalendar calendar) {
    Truth of(Condition condition) {
      return switch (condition) {
        case Condition.AllOf(List<Condition> all) ->
            all.stream().map(this::of).reduce(Truth.TRUE, Truth::and);
        case Condition.AnyOf(List<Condition> any) ->
            any.stream().map(this::of).reduce(Truth.FALSE, Truth::or);
        case Condition.Not(Condition inner) -> of(inner).not();
        case Condition.OutsideWorkingTime _ ->
            calendar == null ? Truth.UNKNOWN : Truth.of(!calendar.isWorkingTime(timeNs));
        case Condition.Stale(String slot, long ageNs) -> {
          Sample sample = latest.apply(slot);
          yield Truth.of(sample == null || timeNs - sample.timeNs() >= ageNs);
        }
        case Condition.Bad(String slot) -> {
          Sample sample = latest.apply(slot);
          yield sample == null ? Truth.UNKNOWN : Truth.of(Quality.isBad(sample.quality()));
        }
        case Condition.Compared compared -> compare(compared);
        case Condition.Equal(String slot, SampleValue expected) -> {
          SampleValue value = usable(slot);
          yield value == null ? Truth.UNKNOWN : Truth.of(Numbers.sameValue(value, expected));
        }
      };
    }

    private Truth compare(Condition.Compared compared) {
      SampleValue value = usable(compared.slot());
      double number = value == null ? Double.NaN : Numbers.of(value);
      if (Double.isNaN(number)) {
        return Truth.UNKNOWN;
      }
      double threshold = compared.threshold();
      return Truth.of(
          switch (compared.comparison()) {
            case ABOVE -> number > threshold;
            case AT_LEAST -> number >= threshold;
            case BELOW -> number < threshold;
            case AT_MOST -> number <= threshold;
          });
    }

    private @Nullable SampleValue usable(String slot) {
      Sample sample = latest.apply(slot);
      return sample == null || Quality.isBad(sample.quality()) ? null : sample.value();
    }
  }
}
