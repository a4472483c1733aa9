package io.millrace.registry.bulk;

import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to give more than so many bytes. */
final class LimitedInput extends FilterInputStream {
  private final long limit;
  private long taken;

  LimitedInput(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      take(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      take(count);
    }
    return count;
  }

  private void take(int count) {
    taken += count;
    if (taken > limit) {
      throw new RegistryException(
          RegistryError.REGISTRY_TOO_LARGE,
          "The file is larger than " + limit + " bytes; import it in parts.");
    }
  }
}
