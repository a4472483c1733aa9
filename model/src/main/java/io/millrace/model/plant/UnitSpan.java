package io.millrace.model.plant;

/**
 * In which unit a point's samples of some time are stored.
 *
 * @param unit UCUM code; empty if there is none
 * @param validFromNs source time from which it holds; {@link Long#MIN_VALUE} from the beginning
 * @param validToNs source time from which it holds no more; {@link Long#MAX_VALUE} if it still does
 */
public record UnitSpan(String unit, long validFromNs, long validToNs) {}
