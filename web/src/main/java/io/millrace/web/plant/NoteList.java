package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** Notes of an asset. */
public record NoteList(@Field("The newest first.") List<NoteView> notes) {}
