package io.millrace.registry.search;

import io.millrace.model.plant.EntityType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds documents that have all typed words, in themselves or in a name above. Begins with the
 * rarest word and asks for the others document by document, so that the work follows the rarest
 * word and ends once there are enough.
 */
final class Candidates {
  private static final int ENOUGH_FOR_EACH_HIT = 4;
  private static final int AT_LEAST = 100;

  /** Beyond this many rows, more of them do not make a word less suited to begin with. */
  private static final int COUNT_LIMIT = 5_000;

  /** What an asset weighs: about as many points stand at it. */
  private static final int POINTS_OF_AN_ASSET = 20;

  private final Handle handle;
  private final Set<EntityType> types;
  private final int enough;

  Candidates(Handle handle, Set<EntityType> types, int hits) {
    this.handle = handle;
    this.types = types;
    enough = Math.max(AT_LEAST, ENOUGH_FOR_EACH_HIT * hits);
  }

  /** Documents in the order in which they were found: the best places of the rarest word first. */
  Set<Long> of(List<TypedWord> typed) {
    List<TypedWord> rarestFirst = typed;
    if (typed.size() > 1) {
      record Counted(TypedWord word, int weight) {}
      rarestFirst =
          typed.stream()
              .map(word -> new Counted(word, weight(word)))
              .sorted(Comparator.comparingInt(Counted::weight))
              .map(Counted::word)
              .toList();
    }
    TypedWord rarest = rarestFirst.getFirst();
    List<TypedWord> others = rarestFirst.subList(1, rarestFirst.size());
    Set<Long> found = new LinkedHashSet<>();
    List<Long> closest = List.of(rarest.terms().keySet().iterator().next());
    List<Long> all = List.copyOf(rarest.terms().keySet());
    collect(found, closest, others, "d.id = p.document_id", placesOfTypes());
    collect(found, all, others, "d.id = p.document_id", placesOfTypes());
    collect(found, all, others, "d.parent_id = p.document_id", Place.passedDown());
    return found;
  }

  private int weight(TypedWord word) {
    List<Long> terms = List.copyOf(word.terms().keySet());
    return count(terms, "")
        + POINTS_OF_AN_ASSET * count(terms, " AND place IN " + Place.passedDown());
  }

  private int count(List<Long> terms, String condition) {
    return handle
        .createQuery(
            "SELECT count(*) FROM (SELECT 1 FROM search_posting WHERE term_id IN (<terms>)"
                + condition
                + " LIMIT :limit) counted")
        .bindList("terms", terms)
        .bind("limit", COUNT_LIMIT)
        .mapTo(Integer.class)
        .one();
  }

  private void collect(
      Set<Long> found, List<Long> terms, List<TypedWord> others, String join, String places) {
    if (found.size() >= enough) {
      return;
    }
    StringBuilder sql =
        new StringBuilder("SELECT d.id FROM search_posting p JOIN search_document d");
    sql.append(" ON ").append(join).append(" WHERE p.term_id IN (<terms>) AND p.place IN ");
    sql.append(places).append(" AND d.entity_type IN ").append(typeNames());
    for (int i = 0; i < others.size(); i++) {
      String list = "(<others" + i + ">)";
      // The plus keeps the planner from looking each term up: a document has fewer words than that.
      sql.append(" AND (EXISTS (SELECT 1 FROM search_posting q WHERE q.document_id = d.id");
      sql.append(" AND +q.term_id IN ").append(list);
      sql.append(") OR EXISTS (SELECT 1 FROM search_posting q WHERE q.document_id = d.parent_id");
      sql.append(" AND +q.term_id IN ").append(list);
      sql.append(" AND q.place IN ").append(Place.passedDown()).append("))");
    }
    sql.append(" LIMIT :limit");
    Query query = handle.createQuery(sql.toString()).bindList("terms", terms).bind("limit", enough);
    for (int i = 0; i < others.size(); i++) {
      query.bindList("others" + i, List.copyOf(others.get(i).terms().keySet()));
    }
    query.mapTo(Long.class).forEach(found::add);
  }

  private String placesOfTypes() {
    List<String> codes = new ArrayList<>();
    for (EntityType type : types) {
      for (SearchField field : SearchField.values()) {
        codes.add(Integer.toString(new Place(type, field).code()));
      }
    }
    return "(" + String.join(", ", codes) + ")";
  }

  private String typeNames() {
    return types.stream()
        .sorted()
        .map(type -> "'" + type.name() + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
