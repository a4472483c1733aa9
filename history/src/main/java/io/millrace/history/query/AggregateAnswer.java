package io.millrace.history.query;

import java.util.List;

/**
 * Aggregates that were asked for.
 *
 * @param aggregates one per bucket, in order
 * @param damages what could not be read
 */
public record AggregateAnswer(List<Aggregate> aggregates, List<Damage> damages) {
  public AggregateAnswer {
    aggregates = List.copyOf(aggregates);
    damages = List.copyOf(damages);
  }
}
