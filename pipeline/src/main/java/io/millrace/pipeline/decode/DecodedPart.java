package io.millrace.pipeline.decode;

import io.millrace.journal.Block;
import io.millrace.model.sample.SampleBatch;
import io.millrace.pipeline.format.ValueSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the records {@link #fromRecord()} to {@link #toRecord()} of a block became. Filled by one
 * worker, then only read.
 */
public final class DecodedPart {
  private static final int BYTES_PER_SAMPLE = 33;
  private static final int BYTES_PER_RECORD = 24;
  private static final int[] NO_COUNTS = new int[0];

  private final Block block;
  private final int fromRecord;
  private final int toRecord;
  private final long serial;
  private final SampleBatch samples;
  private final int[] sampleEnds;
  private final Outcome[] outcomes;
  private final long[] newestClaimsNs;
  private int[] setAside = NO_COUNTS;
  private int[] unmapped = NO_COUNTS;
  private int sequenceCount;
  private int[] sequenceRecords = NO_COUNTS;
  private long[] sequenceNumbers = new long[0];
  private List<Rejection> rejections = List.of();
  private List<Discovery> discoveries = List.of();

  DecodedPart(Block block, int fromRecord, int toRecord, long serial, int expectedSamples) {
    this.block = block;
    this.fromRecord = fromRecord;
    this.toRecord = toRecord;
    this.serial = serial;
    int records = toRecord - fromRecord;
    samples = new SampleBatch(Math.max(1, expectedSamples));
    sampleEnds = new int[records];
    outcomes = new Outcome[records];
    Arrays.fill(outcomes, Outcome.NOT_A_MESSAGE);
    newestClaimsNs = new long[records];
  }

  void endDecoded(
      int record, long newestClaimNs, int aside, int unmappedValues, StagedValues staged) {
    int i = record - fromRecord;
    sampleEnds[i] = samples.size();
    outcomes[i] = Outcome.DECODED;
    newestClaimsNs[i] = newestClaimNs;
    if (aside > 0) {
      setAside = counts(setAside);
      setAside[i] = aside;
    }
    if (unmappedValues > 0) {
      unmapped = counts(unmapped);
      unmapped[i] = unmappedValues;
    }
    for (int n = 0; n < staged.sequenceCount; n++) {
      sequence(record, staged.sequences[n]);
    }
    for (int n = 0; n < staged.rejectedParts.size(); n++) {
      var why = staged.rejectedWhy.get(n);
      reject(
          new Rejection(
              record,
              staged.rejectedParts.get(n),
              why.code().name(),
              String.valueOf(why.getMessage()),
              why.line(),
              why.field()));
    }
  }

  void endRejected(int record, int samplesBefore, Rejection rejection) {
    samples.truncate(samplesBefore);
    end(record, Outcome.QUARANTINED);
    reject(rejection);
  }

  void end(int record, Outcome outcome) {
    int i = record - fromRecord;
    sampleEnds[i] = samples.size();
    outcomes[i] = outcome;
    newestClaimsNs[i] = ValueSink.NO_TIME;
  }

  void discovered(Discovery discovery) {
    if (discoveries.isEmpty()) {
      discoveries = new ArrayList<>();
    }
    discoveries.add(discovery);
  }

  private void reject(Rejection rejection) {
    if (rejections.isEmpty()) {
      rejections = new ArrayList<>();
    }
    rejections.add(rejection);
  }

  private void sequence(int record, long number) {
    if (sequenceCount == sequenceRecords.length) {
      int capacity = Math.max(16, 2 * sequenceCount);
      sequenceRecords = Arrays.copyOf(sequenceRecords, capacity);
      sequenceNumbers = Arrays.copyOf(sequenceNumbers, capacity);
    }
    sequenceRecords[sequenceCount] = record;
    sequenceNumbers[sequenceCount++] = number;
  }

  private int[] counts(int[] counts) {
    return counts.length == 0 ? new int[toRecord - fromRecord] : counts;
  }

  /** The block that the records are in. */
  public Block block() {
    return block;
  }

  /** Index in the block of the first record. */
  public int fromRecord() {
    return fromRecord;
  }

  /** Index in the block after the last record. */
  public int toRecord() {
    return toRecord;
  }

  /** The samples of all records, in order. */
  public SampleBatch samples() {
    return samples;
  }

  /** Where the samples of a record begin. */
  public int sampleStart(int record) {
    return record == fromRecord ? 0 : sampleEnds[record - fromRecord - 1];
  }

  /** Where the samples of a record end. */
  public int sampleEnd(int record) {
    return sampleEnds[record - fromRecord];
  }

  /** What became of a record. */
  public Outcome outcome(int record) {
    return outcomes[record - fromRecord];
  }

  /**
   * The newest source time that a record's values claim, set aside or not, in nanoseconds since the
   * epoch; {@link ValueSink#NO_TIME} if they claim none.
   */
  public long newestClaimNs(int record) {
    return newestClaimsNs[record - fromRecord];
  }

  /** How many values of a record claim a time that cannot be, so that receive time stands in. */
  public int setAside(int record) {
    return setAside.length == 0 ? 0 : setAside[record - fromRecord];
  }

  /** How many values of a record belong to no point and may not make one. */
  public int unmapped(int record) {
    return unmapped.length == 0 ? 0 : unmapped[record - fromRecord];
  }

  /** How many sequence numbers there are. */
  public int sequenceCount() {
    return sequenceCount;
  }

  /** The record that sequence number {@code n} is of. */
  public int sequenceRecord(int n) {
    return sequenceRecords[n];
  }

  /** Sequence number {@code n}. */
  public long sequenceNumber(int n) {
    return sequenceNumbers[n];
  }

  /** What goes to quarantine. */
  public List<Rejection> rejections() {
    return Collections.unmodifiableList(rejections);
  }

  /** The addresses without binding that yielded samples, each once. */
  public List<Discovery> discoveries() {
    return Collections.unmodifiableList(discoveries);
  }

  long serial() {
    return serial;
  }

  long memoryBytes() {
    return (long) BYTES_PER_SAMPLE * samples.size() + (long) BYTES_PER_RECORD * sampleEnds.length;
  }
}
