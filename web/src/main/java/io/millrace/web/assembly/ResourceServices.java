package io.millrace.web.assembly;

import io.millrace.history.History;
import io.millrace.history.blob.BlobStore;
import io.millrace.journal.Journal;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.assembly.Pipeline;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.context.OutboxRelay;
import io.millrace.security.audit.AuditLog;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.operation.MqttClients;
import io.millrace.web.upload.UploadJobs;
import java.util.Optional;

/**
 * What the resources of plant, data and operation stand on; nothing of it is closed.
 *
 * @param operator the organisation that runs the server
 * @param imports limits of a plant's file; the same as the registry's
 * @param decoding as the pipeline decodes
 * @param uploadBytes greatest length of an uploaded file ({@code limits.upload-size})
 * @param mqtt clients of the MQTT front; empty if there is none
 */
public record ResourceServices(
    OrganisationId operator,
    Registry registry,
    PlantPlaces places,
    OutboxRelay relay,
    ImportSettings imports,
    AuditLog audit,
    Journal journal,
    ReaderRuntime runtime,
    History history,
    BlobStore blobs,
    PointHandles handles,
    ContextFollower follower,
    DecodeSettings decoding,
    Pipeline pipeline,
    UploadJobs uploads,
    long uploadBytes,
    Optional<MqttClients> mqtt,
    IdGenerator ids,
    NanoClock clock) {}
