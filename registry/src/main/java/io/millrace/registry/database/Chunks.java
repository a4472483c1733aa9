package io.millrace.registry.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists into pieces that fit the parameters of one statement. */
public final class Chunks {
  private static final int SIZE = 500;

  private Chunks() {}

  /** The elements in order, at most five hundred in each piece. */
  public static <T> List<List<T>> of(Collection<T> all) {
    List<T> list = List.copyOf(all);
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < list.size(); from += SIZE) {
      chunks.add(list.subList(from, Math.min(list.size(), from + SIZE)));
    }
    return chunks;
  }
}
