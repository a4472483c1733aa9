package io.millrace.web.upload;

import io.millrace.web.json.Field;
import java.util.List;

/** Uploads since the server was started. */
public record UploadList(@Field("The newest first.") List<UploadView> uploads) {}
