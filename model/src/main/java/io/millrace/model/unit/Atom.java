package io.millrace.model.unit;

/**
 * A unit that the table defines.
 *
 * @param code UCUM code, case-sensitive
 * @param metric whether it takes prefixes
 * @param scale how it relates to base units
 * @param dimension what it measures
 * @param symbol what people write
 * @param name what people say
 */
record Atom(
    String code, boolean metric, Scale scale, Dimension dimension, String symbol, String name) {}
