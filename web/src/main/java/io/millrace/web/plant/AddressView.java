package io.millrace.web.plant;

import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.web.json.Field;

/** Where one value of a source is found. */
public record AddressView(
    SourceId source,
    @Field(value = "MQTT topic or HTTP path.", minLength = 1, maxLength = 1024) String channel,
    @Field(
            value = "Which value within the message; empty if the message is the value.",
            maxLength = 512)
        String path) {
  static AddressView of(Address address) {
    return new AddressView(address.source(), address.channel(), address.path());
  }

  Address address() {
    return new Address(source, channel, path);
  }
}
