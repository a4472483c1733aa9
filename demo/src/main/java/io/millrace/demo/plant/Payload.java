package io.millrace.demo.plant;

/** What the messages of a channel look like. */
public enum Payload {
  /** {@code {"ts":…,"values":{…}}}. */
  VALUES,
  /** An array of {@code {"ts":…,"values":{…}}} with several instants. */
  VALUES_ARRAY,
  /** Millrace JSON with a sequence number. */
  MILLRACE,
  /** The value alone, without its time: one topic per point. */
  PLAIN,
  /** SenML JSON (RFC 8428). */
  SENML,
  /** InfluxDB line protocol over HTTP. */
  LINE_PROTOCOL
}
