package io.millrace.registry.work;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.registry.search.SearchDocument;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells what things are found by, as they are within the transaction. */
public interface SearchDocuments {
  /** The documents of those things that are to be found; the others are left out. */
  List<SearchDocument> load(
      Handle handle, OrganisationId organisation, EntityType type, List<UUID> entities);
}
