package io.millrace.pipeline.upload;

import io.millrace.model.id.SourceId;

/**
 * As whose data a file is taken in.
 *
 * @param source the source
 * @param principal who uploads, such as {@code user:…}; never a secret
 * @param channel the channel's name; the same for later files of the same kind, so that their
 *     columns are the same points
 */
public record UploadTarget(SourceId source, String principal, String channel) {}
