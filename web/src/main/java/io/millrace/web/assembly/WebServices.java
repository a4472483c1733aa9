package io.millrace.web.assembly;

import io.millrace.broker.FrontStatistics;
import io.millrace.connectors.http.intake.HttpIntake;
import io.millrace.journal.Journal;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.assembly.Pipeline;
import io.millrace.registry.Registry;
import io.millrace.registry.context.OutboxRelay;
import io.millrace.security.Security;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.health.Phase;
import io.millrace.web.stream.JobProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the web stands on; it closes none of these.
 *
 * @param organisation the one that runs the server: its owners see metrics and administer
 * @param places where things of the registry belong
 * @param mqtt what the MQTT front counts; empty if there is none
 * @param mqttPort where devices reach the MQTT front; shown to people who connect one
 * @param jobs what takes its time, for streams
 * @param phase where the server is in its life
 * @param dataFolder whose size is told
 * @param version of the program
 */
public record WebServices(
    OrganisationId organisation,
    Registry registry,
    Security security,
    PlantPlaces places,
    Journal journal,
    ReaderRuntime runtime,
    Pipeline pipeline,
    OutboxRelay relay,
    HttpIntake intake,
    Optional<Supplier<FrontStatistics>> mqtt,
    int mqttPort,
    Supplier<List<JobProgress>> jobs,
    Supplier<Phase> phase,
    Path dataFolder,
    String version,
    NanoClock clock) {}
