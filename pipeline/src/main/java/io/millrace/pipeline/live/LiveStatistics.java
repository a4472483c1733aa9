package io.millrace.pipeline.live;

/**
 * What the live reader counts.
 *
 * @param points points that have a value
 * @param sources sources that were heard of
 * @param subscriptions open subscriptions
 * @param change number of the last change
 * @param messages live messages since the reader started
 */
public record LiveStatistics(
    int points, int sources, int subscriptions, long change, long messages) {}
