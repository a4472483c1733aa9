package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** Bindings. */
public record BindingList(
    @Field("Those of a point or an address the oldest first.") List<BindingView> bindings) {
  static BindingList of(List<io.millrace.model.plant.AddressBinding> bindings) {
    return new BindingList(bindings.stream().map(BindingView::of).toList());
  }
}
