package io.millrace.web.route;

import io.millrace.web.json.Field;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list. */
public record Page<T>(
    @Field("The items, in the order that the list states.") List<T> items,
    @Field("Where the next page begins: send it as 'after'. Absent on the last page.")
        @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page of a list that was asked for one item more than wanted, to see whether there are more.
   *
   * @param found up to {@code limit + 1} items
   * @param cursor of an item: where a page that begins after it begins
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()));
  }
}
