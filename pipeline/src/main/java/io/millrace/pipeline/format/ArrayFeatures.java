package io.millrace.pipeline.format;

/**
 * What is known of an array of numbers without reading it again. Of an empty array all but the
 * count are {@code NaN}.
 *
 * @param count how many numbers
 * @param min the smallest
 * @param max the greatest
 * @param mean the arithmetic mean
 * @param rms the square root of the mean of the squares
 */
public record ArrayFeatures(int count, double min, double max, double mean, double rms) {}
