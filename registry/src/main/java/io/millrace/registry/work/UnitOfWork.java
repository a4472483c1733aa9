package io.millrace.registry.work;

import io.millrace.model.context.ContextChange;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.change.ChangeLog;
import io.millrace.registry.context.ContextOutbox;
import io.millrace.registry.json.Json;
import io.millrace.registry.search.SearchDocument;
import io.millrace.registry.search.SearchIndex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A writing transaction and what it leaves beside the rows: changes for the history, context for
 * the journal, things to be found anew. These are collected and written in batches, in order.
 * Belongs to one thread.
 */
public final class UnitOfWork {
  private static final int FLUSH_AT = 4_000;

  private final Handle handle;
  private final Actor actor;
  private final long atNs;
  private final SearchDocuments documents;
  private final SearchIndex index;
  private final List<ChangeLog.Draft> changes = new ArrayList<>();
  private final List<ContextChange> context = new ArrayList<>();
  private final Map<EntityType, Set<UUID>> touched = new EnumMap<>(EntityType.class);
  private int touchedCount;
  private long changeCount;
  private long lastChange;
  private boolean emitted;

  UnitOfWork(Handle handle, Actor actor, long atNs, SearchDocuments documents) {
    this.handle = handle;
    this.actor = actor;
    this.atNs = atNs;
    this.documents = documents;
    index = new SearchIndex(handle, actor.organisation());
  }

  /** The transaction. */
  public Handle handle() {
    return handle;
  }

  /** Whose plant is changed; each statement must be bound to it. */
  public OrganisationId organisation() {
    return actor.organisation();
  }

  /** When it happens, nanoseconds since the epoch; the same for all that belongs to it. */
  public long atNs() {
    return atNs;
  }

  /**
   * Notes a change for the history: of both objects only the fields that differ.
   *
   * @param before null if the thing is new
   * @param after null if there is nothing to say
   */
  public void changed(
      EntityType type,
      UUID entity,
      ChangeAction action,
      @Nullable ObjectNode before,
      @Nullable ObjectNode after) {
    changes.add(
        new ChangeLog.Draft(
            type, entity, action, differing(before, after), differing(after, before)));
    if (changes.size() >= FLUSH_AT) {
      flushChanges();
    }
  }

  /** Notes a context change for the journal. */
  public void emit(ContextChange change) {
    context.add(change);
    emitted = true;
    if (context.size() >= FLUSH_AT) {
      flushContext();
    }
  }

  /** Notes that a thing is to be found by other words from now on, or no more. */
  public void touch(EntityType type, UUID entity) {
    if (touched.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(entity)
        && ++touchedCount >= FLUSH_AT) {
      flushTouched();
    }
  }

  /** Writes what is still collected. */
  void flush() {
    flushChanges();
    flushContext();
    flushTouched();
  }

  /** Whether there is something for the relay. */
  boolean hasContext() {
    return emitted;
  }

  Committed committed() {
    return new Committed(organisation(), lastChange - changeCount + 1, lastChange);
  }

  private void flushChanges() {
    if (!changes.isEmpty()) {
      lastChange = ChangeLog.append(handle, actor, atNs, changes);
      changeCount += changes.size();
      changes.clear();
    }
  }

  private void flushContext() {
    if (!context.isEmpty()) {
      ContextOutbox.append(handle, organisation(), atNs, context);
      context.clear();
    }
  }

  private void flushTouched() {
    // Assets first: the documents of points name those of their assets.
    touched.forEach(
        (type, entities) -> {
          List<UUID> all = List.copyOf(entities);
          List<SearchDocument> found = documents.load(handle, organisation(), type, all);
          index.put(found);
          Set<UUID> gone = new HashSet<>(all);
          found.forEach(document -> gone.remove(document.entity()));
          if (!gone.isEmpty()) {
            index.remove(List.copyOf(gone));
          }
        });
    touched.clear();
    touchedCount = 0;
  }

  /** The fields of an object that the other does not have, or has otherwise. */
  private static @Nullable String differing(@Nullable ObjectNode of, @Nullable ObjectNode other) {
    if (of == null) {
      return null;
    }
    ObjectNode fields = Json.object();
    for (Map.Entry<String, JsonNode> field : of.properties()) {
      JsonNode counterpart = other == null ? null : other.get(field.getKey());
      if (!Objects.equals(field.getValue(), counterpart)) {
        fields.set(field.getKey(), field.getValue());
      }
    }
    return Json.text(fields);
  }
}
