package io.millrace.web.route;

import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import java.util.List;
import java.util.function.Function;

/** Who may use a route. There is no route without one of these. */
public sealed interface Access {
  /**
   * Everybody, without a credential.
   *
   * @param reason why; shown in the reference
   */
  record Open(String reason) implements Access {
    public Open {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("A route that is open to everybody says why.");
      }
    }
  }

  /**
   * Whoever may do the action with all of the resources.
   *
   * @param action what is done
   * @param resources with what, found from the request; asked after its parameters were checked
   */
  record Guarded(Action action, Function<ApiRequest, List<? extends Resource>> resources)
      implements Access {}

  /**
   * Whoever may do the action somewhere in the organisation; the handler asks {@link
   * ApiRequest#may} or {@link ApiRequest#require} for each thing that it shows or changes.
   *
   * @param action what is done
   * @param rule what is asked for each thing; shown in the reference
   */
  record PerItem(Action action, String rule) implements Access {}

  /** Open to everybody, and why. */
  static Access open(String reason) {
    return new Open(reason);
  }

  /** Open to whoever may do this with that. */
  static Access to(Action action, Function<ApiRequest, ? extends Resource> resource) {
    return new Guarded(action, request -> List.of(resource.apply(request)));
  }

  /** Open to whoever may do this with all of those. */
  static Access toAll(Action action, Function<ApiRequest, List<? extends Resource>> resources) {
    return new Guarded(action, resources);
  }

  /** Open to whoever may do this somewhere; the handler asks for each thing. */
  static Access perItem(Action action, String rule) {
    return new PerItem(action, rule);
  }
}
