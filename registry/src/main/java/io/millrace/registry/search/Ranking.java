package io.millrace.registry.search;

import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.NameKey;
import io.millrace.registry.database.Chunks;
import io.millrace.registry.database.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Puts found documents into order and says what they are. */
final class Ranking {
  /** More than the worst that one word can score. */
  private static final int NOT_FOUND = 100;

  private static final int DISTANCES = 4;
  private static final int MAX_DEPTH = 40;

  private final Handle handle;
  private final List<TypedWord> typed;
  private final Map<Long, Document> documents = new HashMap<>();
  private final Map<Long, List<Posting>> postings = new HashMap<>();

  Ranking(Handle handle, List<TypedWord> typed) {
    this.handle = handle;
    this.typed = typed;
  }

  private record Document(
      long id,
      EntityType type,
      UUID entity,
      String name,
      boolean unmapped,
      @Nullable Long parent) {}

  private record Posting(long document, long term, Place place) {}

  /** How well a document fits; lower is better. */
  private record Scored(Document document, int score, SearchField field) {
    static final Comparator<Scored> ORDER =
        Comparator.comparingInt(Scored::score)
            .thenComparing(scored -> scored.document().type())
            .thenComparingInt(scored -> scored.document().name().length())
            .thenComparing(scored -> NameKey.of(scored.document().name()))
            .thenComparingLong(scored -> scored.document().id());
  }

  /** The best of the candidates, in order. */
  List<SearchHit> best(Set<Long> candidates, int hits) {
    load(candidates);
    Set<Long> parents = new HashSet<>();
    for (long id : candidates) {
      Document document = documents.get(id);
      if (document != null && document.parent() != null) {
        parents.add(document.parent());
      }
    }
    load(parents);
    loadPostings(candidates);
    loadPostings(parents);
    List<Scored> scored = new ArrayList<>();
    for (long id : candidates) {
      Document document = documents.get(id);
      if (document != null) {
        scored.add(score(document));
      }
    }
    List<Scored> best = scored.stream().sorted(Scored.ORDER).limit(hits).toList();
    loadAbove();
    return best.stream().map(this::hit).toList();
  }

  private Scored score(Document document) {
    int sum = 0;
    SearchField best = SearchField.PATH;
    for (TypedWord word : typed) {
      int lowest = NOT_FOUND;
      for (Posting posting : postings.getOrDefault(document.id(), List.of())) {
        if (word.terms().containsKey(posting.term())) {
          SearchField field = posting.place().field();
          lowest = Math.min(lowest, score(word, posting.term(), field));
          best = field.compareTo(best) < 0 ? field : best;
        }
      }
      if (document.parent() != null) {
        for (Posting posting : postings.getOrDefault(document.parent(), List.of())) {
          if (posting.place().isPassedDown() && word.terms().containsKey(posting.term())) {
            lowest = Math.min(lowest, score(word, posting.term(), SearchField.PATH));
          }
        }
      }
      sum += lowest;
    }
    return new Scored(document, sum, best);
  }

  private static int score(TypedWord word, long term, SearchField field) {
    return field.rank() * DISTANCES + word.distance(term);
  }

  private SearchHit hit(Scored scored) {
    Document document = scored.document();
    List<String> above = new ArrayList<>();
    @Nullable Long parent = document.parent();
    while (parent != null && above.size() < MAX_DEPTH) {
      Document next = documents.get(parent);
      if (next == null) {
        break;
      }
      above.addFirst(next.name().replace("/", "//"));
      parent = next.parent();
    }
    return new SearchHit(
        document.type(),
        document.entity(),
        document.name(),
        String.join("/", above),
        scored.field(),
        document.unmapped());
  }

  /** Loads what stands above, level by level. */
  private void loadAbove() {
    Set<Long> wanted = parentsToLoad(documents.values());
    for (int depth = 0; depth < MAX_DEPTH && !wanted.isEmpty(); depth++) {
      load(wanted);
      wanted = parentsToLoad(documents.values());
    }
  }

  private Set<Long> parentsToLoad(Collection<Document> below) {
    Set<Long> parents = new HashSet<>();
    for (Document document : below) {
      if (document.parent() != null && !documents.containsKey(document.parent())) {
        parents.add(document.parent());
      }
    }
    return parents;
  }

  private void load(Collection<Long> ids) {
    for (List<Long> chunk : Chunks.of(ids)) {
      handle
          .createQuery(
              "SELECT id, entity_type, entity_id, name, unmapped, parent_id FROM search_document"
                  + " WHERE id IN (<ids>)")
          .bindList("ids", chunk)
          .map(Ranking::document)
          .forEach(document -> documents.put(document.id(), document));
    }
  }

  private void loadPostings(Collection<Long> ids) {
    for (List<Long> chunk : Chunks.of(ids)) {
      handle
          .createQuery(
              "SELECT document_id, term_id, place FROM search_posting"
                  + " WHERE document_id IN (<ids>)")
          .bindList("ids", chunk)
          .map(
              (row, _) ->
                  new Posting(
                      row.getLong("document_id"),
                      row.getLong("term_id"),
                      Place.ofCode(row.getInt("place"))))
          .forEach(
              posting ->
                  postings
                      .computeIfAbsent(posting.document(), _ -> new ArrayList<>())
                      .add(posting));
    }
  }

  private static Document document(ResultSet row, StatementContext context) throws SQLException {
    long parent = row.getLong("parent_id");
    boolean atTop = row.wasNull();
    return new Document(
        row.getLong("id"),
        EntityType.valueOf(row.getString("entity_type")),
        Uuids.get(row, "entity_id"),
        row.getString("name"),
        row.getBoolean("unmapped"),
        atTop ? null : (Long) parent);
  }
}
