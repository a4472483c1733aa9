package io.millrace.registry.discovery;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.sample.ValueKind;

/**
 * An address without a binding at which a value arrived.
 *
 * @param kind the kind of value
 * @param point the id that decoding gave it, {@link PointId#ofAddress}
 * @param firstSeenNs when the first value arrived, nanoseconds since the epoch
 */
public record DiscoveredAddress(Address address, ValueKind kind, PointId point, long firstSeenNs) {}
