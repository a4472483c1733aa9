package io.millrace.bench;

import java.time.LocalDate;

/**
 * A figure as it is recorded.
 *
 * @param measurement the figure
 * @param machine processor, cores, memory, system
 * @param commit the commit that was measured; ends in {@code +} when the work tree had changes
 * @param date when, UTC
 */
public record Result(Measurement measurement, String machine, String commit, LocalDate date) {}
