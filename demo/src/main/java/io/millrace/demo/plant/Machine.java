package io.millrace.demo.plant;

import io.millrace.demo.calendar.Crew;
import java.util.Set;

/**
 * How a production machine is worked.
 *
 * @param crews those that run it
 * @param manual whether it needs a person at each cycle, and so stops for breaks
 * @param idealCycleMs the best cycle, in milliseconds; 0 if it has no cycle
 * @param usualCycleMs the usual cycle, in milliseconds; 0 if it has no cycle
 * @param partsPerCycle how many parts a cycle yields
 */
public record Machine(
    Set<Crew> crews, boolean manual, int idealCycleMs, int usualCycleMs, int partsPerCycle) {
  public Machine {
    crews = Set.copyOf(crews);
  }
}
