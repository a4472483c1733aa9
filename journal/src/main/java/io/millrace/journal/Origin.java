package io.millrace.journal;

import io.millrace.model.id.SourceId;

/**
 * Who sent a record, and over which connection. Fronts make one of these for each connection and
 * pass the same object with each record, so that a block's dictionary is found by identity.
 *
 * @param source the device, gateway, connection or upload under whose identity the data arrived
 * @param principal the credential that was checked, such as {@code token:8f3a}; never a secret
 * @param connectionEpoch which connection of this source it was; ascends, 0 where there is none
 * @param protocol how it came, such as {@code mqtt/5} or {@code http}
 */
public record Origin(SourceId source, String principal, long connectionEpoch, String protocol) {}
