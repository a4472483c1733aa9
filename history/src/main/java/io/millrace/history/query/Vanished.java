package io.millrace.history.query;

import java.io.Serial;

/**
 * A chunk that a view names is not in the store any more, because the writer replaced it meanwhile.
 * Never leaves this package: the question is asked again with a new view.
 */
final class Vanished extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Vanished() {
    super("A chunk was replaced while it was about to be read.", null, false, false);
  }
}
