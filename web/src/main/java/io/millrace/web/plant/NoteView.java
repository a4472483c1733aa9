package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.plant.Note;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.UUID;

/** What somebody wrote down about an asset. */
public record NoteView(
    UUID id,
    AssetId asset,
    @Field("What time it is about.") Instant at,
    @Field("Who wrote it.") String by,
    String text) {
  static NoteView of(Note note) {
    return new NoteView(note.id(), note.asset(), ApiTime.of(note.atNs()), note.by(), note.text());
  }
}
