package io.millrace.registry.bulk;

import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.PlantException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Things of one sort that others refer to by key or by name.
 *
 * @param <T> the sort
 */
final class References<T> {
  private final String what;
  private final Function<T, String> key;
  private final Function<T, String> name;
  private final Map<String, T> byKey = new HashMap<>();
  private final Map<String, T> byName = new HashMap<>();

  References(String what, Function<T, String> key, Function<T, String> name, Collection<T> known) {
    this.what = what;
    this.key = key;
    this.name = name;
    known.forEach(this::put);
  }

  /** Adds a thing, in place of what it was before. */
  void put(T thing) {
    if (!key.apply(thing).isEmpty()) {
      byKey.put(key.apply(thing), thing);
    }
    byName.put(NameKey.of(name.apply(thing)), thing);
  }

  void remove(T thing) {
    byKey.remove(key.apply(thing), thing);
    byName.remove(NameKey.of(name.apply(thing)), thing);
  }

  /** The thing with a key, else the one with a name; null if there is none. */
  @Nullable T find(String externalKey, String thingName) {
    T found = externalKey.isEmpty() ? null : byKey.get(externalKey);
    return found != null || thingName.isEmpty() ? found : byName.get(NameKey.of(thingName));
  }

  /**
   * The thing that a field refers to by key or by name.
   *
   * @throws PlantException if there is none
   */
  T get(String field, String reference) {
    T found = find(reference, reference);
    if (found == null) {
      throw new PlantException(
          field, "There is no " + what + " with the key or the name '" + reference + "'.");
    }
    return found;
  }
}
