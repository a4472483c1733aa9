package io.millrace.history.query;

import java.util.List;

/**
 * When there was no data.
 *
 * @param gaps by time
 * @param isComplete false if there are more than one answer may hold
 * @param damages what could not be looked into
 */
public record GapAnswer(List<Gap> gaps, boolean isComplete, List<Damage> damages) {
  public GapAnswer {
    gaps = List.copyOf(gaps);
    damages = List.copyOf(damages);
  }
}
