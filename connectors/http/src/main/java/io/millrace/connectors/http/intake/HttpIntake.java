package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.connectors.http.limit.Admission;
import io.millrace.connectors.http.limit.IntakeLimits;
import io.millrace.connectors.http.problem.Problem;
import io.millrace.connectors.http.problem.Problems;
import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.NanoClock;
import io.millrace.security.audit.RefusalTally;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.token.TokenVerifier;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes in over HTTP. Thread-safe. A response with 204 comes only after the data is durable (law
 * 1); any other response means that nothing was acknowledged.
 *
 * <p>Nothing of a body is read before the token was checked; nothing is appended before the whole
 * body was read and found readable.
 */
public final class HttpIntake {
  private static final int MAX_CONTENT_TYPE = 200;
  private static final String DATABASE_CREATED = "{\"results\":[{\"statement_id\":0}]}";

  private final IntakeAccess access;
  private final IntakeLimits limits;
  private final BodyReader bodies;
  private final PayloadCheck check;
  private final JournalWriter writer;
  private final NanoClock clock;
  private final IntakeCounts counts = new IntakeCounts();

  /**
   * An intake into a journal.
   *
   * @param tokens knows the tokens
   * @param refusals where refusals are counted for the audit
   * @param places knows where sources belong
   * @param check knows what can be read
   */
  public HttpIntake(
      Journal journal,
      TokenVerifier tokens,
      RefusalTally refusals,
      SourcePlaces places,
      PayloadCheck check,
      IntakeSettings settings,
      NanoClock clock) {
    this.access = new IntakeAccess(tokens, refusals, places);
    this.limits = new IntakeLimits(settings.limits(), clock);
    this.bodies = new BodyReader(settings, clock);
    this.check = check;
    this.writer = new JournalWriter(journal, settings.confirmWithin());
    this.clock = clock;
  }

  /** Answers a request. Never throws; keeps its thread until the data is durable. */
  public IntakeResponse handle(IntakeRoute route, IntakeRequest request) {
    if (route.handsOver()) {
      counts.request();
    }
    try {
      return switch (route) {
        case INGEST -> ingest(route, request);
        case INFLUX_V1_WRITE, INFLUX_V2_WRITE -> influxWrite(route, request);
        case INFLUX_V1_QUERY -> influxQuery(route, request);
        case INFLUX_PING, INFLUX_PING_HEAD -> ping();
      };
    } catch (RuntimeException e) {
      return refuse(route, Problems.of(e));
    }
  }

  private IntakeResponse refuse(IntakeRoute route, Problem problem) {
    if (route.handsOver()) {
      counts.refused(problem.code());
    }
    return route.flavour().respond(problem);
  }

  private IntakeResponse ingest(IntakeRoute route, IntakeRequest request) {
    Principal.Token token = access.authenticate(route, request);
    Delivery delivery =
        new Delivery(
            token,
            ChannelName.check(request.channel()),
            contentType(request),
            Map.of(),
            lane(request));
    return take(route, request, delivery);
  }

  private IntakeResponse influxWrite(IntakeRoute route, IntakeRequest request) {
    Principal.Token token = access.authenticate(route, request);
    Delivery delivery =
        new Delivery(
            token,
            InfluxRequests.channel(route, request),
            contentType(request),
            InfluxRequests.attributes(request),
            lane(request));
    return take(route, request, delivery);
  }

  private IntakeResponse take(IntakeRoute route, IntakeRequest request, Delivery delivery) {
    Principal.Token token = delivery.token();
    access.authorise(token, delivery.channel(), request.address());
    SourceId source = requireSource(token);
    try (Admission admission = limits.enter(token.tokenId(), delivery.lane())) {
      Body body = bodies.read(request, admission);
      if (body.length() == 0) {
        return empty(route);
      }
      long receiveTimeNs = clock.nowNs();
      Optional<PayloadCheck.Fault> fault =
          check.faultIn(payload(source, delivery, body, receiveTimeNs));
      if (fault.isPresent()) {
        return refuse(route, Faults.problem(fault.get()));
      }
      // The journal's copy of the body lives until it is written: count it too.
      admission.takeMemory(body.length());
      writer.write(source, delivery, body, receiveTimeNs);
      counts.taken(body.length());
      return IntakeResponse.noContent();
    }
  }

  private static PayloadCheck.Payload payload(
      SourceId source, Delivery delivery, Body body, long receiveTimeNs) {
    return new PayloadCheck.Payload(
        source,
        delivery.channel(),
        delivery.contentType(),
        delivery.attributes(),
        body.bytes(),
        0,
        body.length(),
        receiveTimeNs);
  }

  /** InfluxDB takes a write of no lines; a channel does not take a message of no bytes. */
  private IntakeResponse empty(IntakeRoute route) {
    if (route == IntakeRoute.INGEST) {
      throw new IntakeException(
          IntakeError.INGEST_BODY_EMPTY, "The body is empty; there is nothing to store.");
    }
    counts.taken(0);
    return IntakeResponse.noContent();
  }

  private static SourceId requireSource(Principal.Token token) {
    SourceId source = token.source();
    if (source == null) {
      throw new AccessException(
          AccessError.ACTION_DENIED, "The token has no source, so its data would be nobody's.");
    }
    return source;
  }

  private IntakeResponse influxQuery(IntakeRoute route, IntakeRequest request) {
    Principal.Token token = access.authenticate(route, request);
    try (Admission admission = limits.enter(token.tokenId(), Lane.LIVE)) {
      String channel = InfluxRequests.createdChannel(request, bodies.read(request, admission));
      access.authorise(token, channel, request.address());
    }
    return new IntakeResponse(200, Map.of("Content-Type", "application/json"), DATABASE_CREATED);
  }

  /** The header's name is what clients look for; its value is honest about who answers. */
  private static IntakeResponse ping() {
    return new IntakeResponse(204, Map.of("X-Influxdb-Version", "Millrace"), "");
  }

  private static Lane lane(IntakeRequest request) {
    return switch (request.parameter("lane", "live").toLowerCase(Locale.ROOT)) {
      case "live" -> Lane.LIVE;
      case "bulk" -> Lane.BULK;
      default ->
          throw new IntakeException(
              IntakeError.INGEST_LANE_UNKNOWN,
              "The lane is 'live' (which is assumed) or 'bulk', for past data.");
    };
  }

  private static String contentType(IntakeRequest request) {
    String header = request.header("Content-Type");
    String contentType = header == null ? "" : header.strip();
    if (contentType.length() > MAX_CONTENT_TYPE
        || contentType.chars().anyMatch(c -> c < ' ' || c > '~')
        || contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      throw new IntakeException(
          IntakeError.INGEST_TYPE_UNSUPPORTED,
          "Bodies of this media type are not taken apart here. Send the payload itself as the"
              + " body.");
    }
    return contentType;
  }

  /** What was counted since the start. */
  public IntakeStatistics statistics() {
    return counts.statistics(limits.bytesInMemory(Lane.LIVE), limits.bytesInMemory(Lane.BULK));
  }
}
