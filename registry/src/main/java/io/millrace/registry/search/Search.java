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
 * points, short names before long ones.
 */
public final class Search {
  /** How many hits one answer may hold. */
  public static final int MAX_HITS = 200;

  /** What can be found. */
  public static final Set<EntityType> ALL =
      Set.copyOf(EnumSet.of(EntityType.ASSET, EntityType.POINT, EntityType.SOURCE));

  private static final int MAX_TERMS = 200;
  private static final int MAX_CANDIDATES = 400;
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
          Lookup lookup = new Lookup(handle, organisation, types);
          List<SearchHit> found = lookup.find(words, false, hits);
          boolean mayStandInside = words.stream().anyMatch(word -> word.length() >= MIN_INFIX);
          if (found.size() >= hits || !mayStandInside) {
            return found;
          }
          Set<SearchHit> all = new LinkedHashSet<>(found);
          all.addAll(lookup.find(words, true, hits));
          return all.stream().limit(hits).toList();
        });
  }

  /** One search within one transaction. */
  private record Lookup(Handle handle, OrganisationId organisation, Set<EntityType> types) {
    List<SearchHit> find(Set<String> words, boolean infix, int hits) {
      List<TypedWord> typed = new ArrayList<>();
      for (String word : words) {
        TypedWord one = new TypedWord(word, terms(word, infix && word.length() >= MIN_INFIX));
        if (one.terms().isEmpty()) {
          return List.of();
        }
        typed.add(one);
      }
      Set<Long> candidates = typed.size() == 1 ? withWord(typed.getFirst()) : withAll(typed);
      return new Ranking(handle, typed).best(candidates, hits);
    }

    /** The dictionary's words that a typed word may stand for, the closest first. */
    private Map<Long, String> terms(String word, boolean infix) {
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

    /**
     * Documents that have one word, the best places first: the whole word, then names, tags and so
     * on, then what stands below an asset that has it.
     */
    private Set<Long> withWord(TypedWord typed) {
      Set<Long> found = new LinkedHashSet<>();
      List<Long> closest = List.of(typed.terms().keySet().iterator().next());
      List<Long> terms = List.copyOf(typed.terms().keySet());
      collect(found, closest, " ORDER BY p.field, p.document_id");
      for (SearchField field : SearchField.values()) {
        collect(found, terms, " AND p.field = " + field.code());
      }
      if (found.size() < MAX_CANDIDATES) {
        handle
            .createQuery(
                "SELECT d.id FROM search_posting p JOIN search_document d ON d.parent_id ="
                    + " p.document_id WHERE p.term_id IN (<terms>)"
                    + typeFilter()
                    + " LIMIT :limit")
            .bindList("terms", terms)
            .bind("limit", MAX_CANDIDATES)
            .mapTo(Long.class)
            .forEach(found::add);
      }
      return found;
    }

    private void collect(Set<Long> found, List<Long> terms, String restOfQuery) {
      if (found.size() >= MAX_CANDIDATES) {
        return;
      }
      String join = types.equals(ALL) ? "" : " JOIN search_document d ON d.id = p.document_id";
      handle
          .createQuery(
              "SELECT p.document_id FROM search_posting p"
                  + join
                  + " WHERE p.term_id IN (<terms>)"
                  + (join.isEmpty() ? "" : typeFilter())
                  + restOfQuery
                  + " LIMIT :limit")
          .bindList("terms", terms)
          .bind("limit", MAX_CANDIDATES)
          .mapTo(Long.class)
          .forEach(found::add);
    }

    /** Documents that have all words, in themselves or in a name above. */
    private Set<Long> withAll(List<TypedWord> typed) {
      StringBuilder sql = new StringBuilder();
      for (int i = 0; i < typed.size(); i++) {
        sql.append(i == 0 ? "" : " INTERSECT ")
            .append("SELECT id FROM (SELECT p.document_id AS id FROM search_posting p")
            .append(" WHERE p.term_id IN (<terms")
            .append(i)
            .append(">) UNION ALL SELECT d.id FROM search_posting p")
            .append(" JOIN search_document d ON d.parent_id = p.document_id")
            .append(" WHERE p.term_id IN (<terms")
            .append(i)
            .append(">)) w")
            .append(i);
      }
      String all = types.equals(ALL) ? sql.toString() : ofTypes(sql.toString());
      var query = handle.createQuery(all + " LIMIT :limit").bind("limit", MAX_CANDIDATES);
      for (int i = 0; i < typed.size(); i++) {
        query.bindList("terms" + i, List.copyOf(typed.get(i).terms().keySet()));
      }
      return new LinkedHashSet<>(query.mapTo(Long.class).list());
    }

    private String ofTypes(String ids) {
      return "SELECT d.id FROM search_document d WHERE d.id IN (" + ids + ")" + typeFilter();
    }

    private String typeFilter() {
      if (types.equals(ALL)) {
        return "";
      }
      List<String> names = types.stream().map(type -> "'" + type.name() + "'").toList();
      return " AND d.entity_type IN (" + String.join(", ", names) + ")";
    }
  }
}
