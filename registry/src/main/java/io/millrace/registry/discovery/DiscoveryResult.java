package io.millrace.registry.discovery;

/**
 * What became of discovered addresses.
 *
 * @param added are unmapped points now
 * @param known were there already
 * @param refused are beyond their source's limit, or of a source that does not exist
 */
public record DiscoveryResult(int added, int known, int refused) {}
