package io.millrace.registry.discovery;

import io.millrace.model.plant.Address;
import io.millrace.model.plant.Point;

/**
 * A point that nobody has described.
 *
 * @param point unmapped or dismissed; its name is what the address suggests
 * @param address where its values come from
 * @param firstSeenNs when the first one came, nanoseconds since the epoch
 */
public record UnmappedPoint(Point point, Address address, long firstSeenNs) {}
