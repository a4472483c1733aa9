package io.millrace.web.upload;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;

/**
 * Who uploads what.
 *
 * @param principal who
 * @param source as whose data
 * @param channel the channel's name; the same for later files of the same kind, so that their
 *     columns are the same points
 * @param startsAlone whether it is taken in at once if every row can be read
 */
record UploadOrder(
    OrganisationId organisation,
    String principal,
    SourceId source,
    String channel,
    boolean startsAlone) {}
