package io.millrace.registry.search;

import io.millrace.model.id.OrganisationId;
import io.millrace.registry.database.Chunks;
import io.millrace.registry.database.Counters;
import io.millrace.registry.database.Uuids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes documents into the index, within one transaction; not thread-safe. */
public final class SearchIndex {
  private final Handle handle;
  private final OrganisationId organisation;
  private final Map<String, Long> termIds = new HashMap<>();

  /** An index writer for the length of a transaction. */
  public SearchIndex(Handle handle, OrganisationId organisation) {
    this.handle = handle;
    this.organisation = organisation;
  }

  /** Puts documents in, in place of what was there of the same things. */
  public void put(List<SearchDocument> documents) {
    Map<UUID, SearchDocument> newest = new LinkedHashMap<>();
    documents.forEach(document -> newest.put(document.entity(), document));
    Map<UUID, Long> known = documentIds(newest.keySet());
    deletePostings(new ArrayList<>(known.values()));
    Map<UUID, Long> all = new HashMap<>(known);
    List<SearchDocument> added =
        newest.values().stream().filter(d -> !known.containsKey(d.entity())).toList();
    if (!added.isEmpty()) {
      long next = Counters.DOCUMENT.take(handle, added.size());
      for (SearchDocument document : added) {
        all.put(document.entity(), next++);
      }
    }
    Map<UUID, Long> parents = parentDocuments(newest.values(), all);
    insert(added, all, parents);
    update(
        newest.values().stream().filter(d -> known.containsKey(d.entity())).toList(), all, parents);
    insertPostings(newest.values(), all);
  }

  /** Takes things out. */
  public void remove(List<UUID> entities) {
    List<Long> documents = new ArrayList<>(documentIds(new HashSet<>(entities)).values());
    deletePostings(documents);
    for (List<Long> chunk : Chunks.of(documents)) {
      handle
          .createUpdate("DELETE FROM search_document WHERE id IN (<ids>)")
          .bindList("ids", chunk)
          .execute();
    }
  }

  private Map<UUID, Long> documentIds(Set<UUID> entities) {
    Map<UUID, Long> ids = new HashMap<>();
    for (List<UUID> chunk : Chunks.of(entities)) {
      handle
          .createQuery(
              "SELECT id, entity_id FROM search_document"
                  + " WHERE organisation_id = :organisation AND entity_id IN (<entities>)")
          .bind("organisation", organisation.value())
          .bindList("entities", chunk)
          .map((row, _) -> Map.entry(Uuids.get(row, "entity_id"), row.getLong("id")))
          .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    }
    return ids;
  }

  private Map<UUID, Long> parentDocuments(
      Iterable<SearchDocument> documents, Map<UUID, Long> inBatch) {
    Set<UUID> wanted = new HashSet<>();
    for (SearchDocument document : documents) {
      if (document.parent() != null && !inBatch.containsKey(document.parent())) {
        wanted.add(document.parent());
      }
    }
    Map<UUID, Long> parents = documentIds(wanted);
    parents.putAll(inBatch);
    return parents;
  }

  private void insert(
      List<SearchDocument> documents, Map<UUID, Long> ids, Map<UUID, Long> parents) {
    if (documents.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO search_document (id, organisation_id, entity_type, entity_id, name,"
                + " unmapped, parent_id) VALUES (:id, :organisation, :type, :entity, :name,"
                + " :unmapped, :parent)");
    for (SearchDocument document : documents) {
      bind(batch, document, ids, parents)
          .bind("organisation", organisation.value())
          .bind("type", document.type().name())
          .bind("entity", document.entity())
          .add();
    }
    batch.execute();
  }

  private void update(
      List<SearchDocument> documents, Map<UUID, Long> ids, Map<UUID, Long> parents) {
    if (documents.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE search_document SET name = :name, unmapped = :unmapped, parent_id = :parent"
                + " WHERE id = :id");
    for (SearchDocument document : documents) {
      bind(batch, document, ids, parents).add();
    }
    batch.execute();
  }

  private static PreparedBatch bind(
      PreparedBatch batch, SearchDocument document, Map<UUID, Long> ids, Map<UUID, Long> parents) {
    return batch
        .bind("id", ids.get(document.entity()))
        .bind("name", document.name())
        .bind("unmapped", document.unmapped())
        .bind("parent", document.parent() == null ? null : parents.get(document.parent()));
  }

  private void insertPostings(Iterable<SearchDocument> documents, Map<UUID, Long> ids) {
    record Posting(String word, Place place, long document) {}
    List<Posting> postings = new ArrayList<>();
    Set<String> words = new HashSet<>();
    for (SearchDocument document : documents) {
      long id = Objects.requireNonNull(ids.get(document.entity()));
      Map<String, SearchField> best = new LinkedHashMap<>();
      Words.of(document.name()).forEach(word -> best.putIfAbsent(word, SearchField.NAME));
      addAll(best, document.tags(), SearchField.TAG);
      addAll(best, document.addresses(), SearchField.ADDRESS);
      addAll(best, document.path(), SearchField.PATH);
      best.forEach(
          (word, field) -> postings.add(new Posting(word, new Place(document.type(), field), id)));
      words.addAll(best.keySet());
    }
    if (postings.isEmpty()) {
      return;
    }
    resolve(words);
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO search_posting (term_id, place, document_id)"
                + " VALUES (:term, :place, :document)");
    for (Posting posting : postings) {
      batch
          .bind("term", termIds.get(posting.word()))
          .bind("place", posting.place().code())
          .bind("document", posting.document())
          .add();
    }
    batch.execute();
  }

  private static void addAll(Map<String, SearchField> best, List<String> texts, SearchField field) {
    for (String text : texts) {
      Words.of(text).forEach(word -> best.putIfAbsent(word, field));
    }
  }

  /** Looks the words' ids up, and gives ids to those that are new. */
  private void resolve(Set<String> words) {
    List<String> unknown = words.stream().filter(word -> !termIds.containsKey(word)).toList();
    for (List<String> chunk : Chunks.of(unknown)) {
      handle
          .createQuery(
              "SELECT id, word FROM search_term"
                  + " WHERE organisation_id = :organisation AND word IN (<words>)")
          .bind("organisation", organisation.value())
          .bindList("words", chunk)
          .map((row, _) -> Map.entry(row.getString("word"), row.getLong("id")))
          .forEach(entry -> termIds.put(entry.getKey(), entry.getValue()));
    }
    List<String> added = unknown.stream().filter(word -> !termIds.containsKey(word)).toList();
    if (added.isEmpty()) {
      return;
    }
    long next = Counters.TERM.take(handle, added.size());
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO search_term (id, organisation_id, word)"
                + " VALUES (:id, :organisation, :word)");
    for (String word : added) {
      batch.bind("id", next).bind("organisation", organisation.value()).bind("word", word).add();
      termIds.put(word, next++);
    }
    batch.execute();
  }

  private void deletePostings(List<Long> documents) {
    for (List<Long> chunk : Chunks.of(documents)) {
      handle
          .createUpdate("DELETE FROM search_posting WHERE document_id IN (<ids>)")
          .bindList("ids", chunk)
          .execute();
    }
  }
}
