package io.millrace.web.health;

import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the server is. */
record HealthView(
    @Field("starting, ready, degraded (it serves, and somebody should look) or stopping.")
        String status,
    @Field(
            "What a person should look at, in sentences. Absent for callers from elsewhere who may"
                + " not see the system.")
        @Nullable List<String> problems,
    @Field("How far each reader of the journal is behind. Absent as above.")
        @Nullable List<ReaderHealth> readers,
    @Field("The data folder's disk. Absent as above.") @Nullable DiskHealth disk) {
  /** A reader of the journal. */
  record ReaderHealth(
      @Field("Its name.") String name,
      @Field("Age of the oldest record that it has not read, in milliseconds; 0 if up to date.")
          long lagMs) {}

  /** A disk. */
  record DiskHealth(
      @Field("Bytes that the data folder takes, at most a minute old.") long usedBytes,
      @Field("Bytes free on its disk.") long freeBytes) {}

  /** The same without what only some may see. */
  HealthView statusOnly() {
    return new HealthView(status, null, null, null);
  }
}
