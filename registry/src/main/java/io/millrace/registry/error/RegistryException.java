package io.millrace.registry.error;

import io.millrace.model.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** The registry refused or failed; {@link #code()} is a {@link RegistryError}. */
public final class RegistryException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public RegistryException(RegistryError code, String message) {
    super(code, message);
  }

  public RegistryException(RegistryError code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
