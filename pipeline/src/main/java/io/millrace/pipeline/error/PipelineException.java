package io.millrace.pipeline.error;

import io.millrace.model.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** The pipeline refused or failed; {@link #code()} is a {@link PipelineError}. */
public final class PipelineException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public PipelineException(PipelineError code, String message) {
    super(code, message);
  }

  public PipelineException(PipelineError code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
