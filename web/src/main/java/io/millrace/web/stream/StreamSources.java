package io.millrace.web.stream;

import io.millrace.journal.JournalStatistics;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.pipeline.live.LiveValues;
import io.millrace.pipeline.quarantine.QuarantineStatistics;
import java.util.List;
import java.util.function.Supplier;

/**
 * From where streams have what they tell.
 *
 * @param live values and sources
 * @param journal how the journal stands
 * @param readers how its readers stand
 * @param quarantine what quarantine holds
 * @param jobs all jobs that run or ended lately
 */
public record StreamSources(
    LiveValues live,
    Supplier<JournalStatistics> journal,
    Supplier<List<ReaderStatistics>> readers,
    Supplier<QuarantineStatistics> quarantine,
    Supplier<List<JobProgress>> jobs) {}
