package io.millrace.pipeline.assembly;

import io.millrace.journal.LagPolicy;
import io.millrace.pipeline.account.AccountSettings;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.feed.RingSettings;
import io.millrace.pipeline.history.RetentionSettings;
import io.millrace.pipeline.live.LiveSettings;
import io.millrace.pipeline.quarantine.QuarantineSettings;
import io.millrace.pipeline.upload.UploadSettings;

/**
 * Settings of the pipeline.
 *
 * @param decode how payloads become samples
 * @param ring how much decoded data is in memory
 * @param live how live values are handed out
 * @param accounts how much of the accounts is kept
 * @param quarantine how much is kept there
 * @param upload how files are taken in
 * @param retention how long history keeps samples
 * @param pushBack how far history, accounts and quarantine may lag before appends wait
 */
public record PipelineSettings(
    DecodeSettings decode,
    RingSettings ring,
    LiveSettings live,
    AccountSettings accounts,
    QuarantineSettings quarantine,
    UploadSettings upload,
    RetentionSettings retention,
    LagPolicy.PushBack pushBack) {
  /** What suits one small machine: bulk waits at 256 MiB of lag, all at 2 GiB. */
  public static final PipelineSettings DEFAULTS =
      new PipelineSettings(
          DecodeSettings.DEFAULTS,
          RingSettings.DEFAULTS,
          LiveSettings.DEFAULTS,
          AccountSettings.DEFAULTS,
          QuarantineSettings.DEFAULTS,
          UploadSettings.DEFAULTS,
          RetentionSettings.DEFAULTS,
          new LagPolicy.PushBack(256L << 20, 2L << 30));

  /** These settings with another retention. */
  public PipelineSettings withRetention(RetentionSettings other) {
    return new PipelineSettings(decode, ring, live, accounts, quarantine, upload, other, pushBack);
  }
}
