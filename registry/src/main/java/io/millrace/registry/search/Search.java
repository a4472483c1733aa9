package io.millrace.registry.search;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.registry.database.Transactions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Search as you type. Thread-safe.
 *
 * <p>A thing is found if each typed word begins one of its words, or a word of a name above it. If
 * that finds too little, a typed word of three letters or more may also stand inside a word. Whole
 * words come before beginnings, names before tags before addresses before paths, assets before
 * points, short names before long ones. Where very many things fit, the order is that of the first
 * few hundred that were found.
 */
public final class Search {
  /** How many hits one answer may hold. */
  public static final int MAX_HITS = 200;

  /** What can be found. */
  public static final Set<EntityType> ALL =
      Set.copyOf(EnumSet.of(EntityType.ASSET, EntityType.POINT, EntityType.SOURCE));

  private static final int MAX_TERMS = 200;
  private static final int MIN_INFIX = 3;

  private final Transactions transactions;

  public Search(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Finds things by what somebody has typed so far.
   *
   * @param types which of {@link #ALL}
   * @param limit at most {@value #MAX_HITS}
   */
  public List<SearchHit> find(
      OrganisationId organisation, String typed, Set<EntityType> types, int limit) {
    Set<String> words = Words.ofQuery(typed);
    int hits = Math.clamp(limit, 1, MAX_HITS);
    if (words.isEmpty() || types.isEmpty()) {
      return List.of();
    }
    return transactions.read(
        handle -> {
          List<SearchHit> found = find(handle, organisation, words, types, false, hits);
          boolean mayStandInside = words.stream().anyMatch(word -> word.length() >= MIN_INFIX);
          if (found.size() >= hits || !mayStandInside) {
            return found;
          }
          Set<SearchHit> all = new LinkedHashSet<>(found);
          all.addAll(find(handle, organisation, words, types, true, hits));
          return all.stream().limit(hits).toList();
        });
  }

  private static List<SearchHit> find(
      Handle handle,
      OrganisationId organisation,
      Set<String> words,
      Set<EntityType> types,
      boolean infix,
      int hits) {
    List<TypedWord> typed = new ArrayList<>();
    for (String word : words) {
      boolean inside = infix && word.length() >= MIN_INFIX;
      TypedWord one = new TypedWord(word, terms(handle, organisation, word, inside));
      if (one.terms().isEmpty()) {
        return List.of();
      }
      typed.add(one);
    }
    Set<Long> candidates = new Candidates(handle, types, hits).of(typed);
    return new Ranking(handle, typed).best(candidates, hits);
  }

  /** The dictionary's words that a typed word may stand for, the closest first. */
  private static Map<Long, String> terms(
      Handle handle, OrganisationId organisation, String word, boolean infix) {
    Map<Long, String> terms = new LinkedHashMap<>();
    var query =
        handle
            .createQuery(
                "SELECT id, word FROM search_term WHERE organisation_id = :organisation AND "
                    + (infix ? "word LIKE :pattern" : "word >= :word AND word < :next")
                    + " ORDER BY length(word), word LIMIT :limit")
            .bind("organisation", organisation.value())
            .bind("limit", MAX_TERMS);
    if (infix) {
      // Words are letters and digits: nothing in them means anything to LIKE.
      query.bind("pattern", "%" + word + "%");
    } else {
      query.bind("word", word).bind("next", word + '\uFFFD');
    }
    query
        .map((row, _) -> Map.entry(row.getLong("id"), row.getString("word")))
        .forEach(entry -> terms.put(entry.getKey(), entry.getValue()));
    return terms;
  }
}
