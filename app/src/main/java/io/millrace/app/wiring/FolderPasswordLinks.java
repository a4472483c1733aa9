package io.millrace.app.wiring;

import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.server.PasswordLinks;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.time.NanoClock;
import io.millrace.security.account.SetupLink;
import io.millrace.security.audit.Actor;
import io.millrace.security.user.User;
import java.net.URI;
import java.util.random.RandomGenerator;

/** Makes links that set a password, with the database that the server uses, beside it. */
final class FolderPasswordLinks implements PasswordLinks {
  private final NanoClock clock;
  private final RandomGenerator random;

  FolderPasswordLinks(NanoClock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public URI create(Settings settings, URI web, String user) {
    if (!RelationalStore.exists(settings)) {
      throw new AppException(
          AppError.DATA_FOLDER_UNUSABLE,
          "No server has run on "
              + settings.dataFolder()
              + " yet, so nobody can have lost a password there. For the demo's server add --demo.");
    }
    IdGenerator ids = new IdGenerator(clock, random);
    try (RelationalStore store = RelationalStore.open(settings, clock, ids)) {
      User found =
          store
              .security()
              .users()
              .findByLogin(user)
              .orElseThrow(
                  () ->
                      new AppException(
                          AppError.UNKNOWN_USER,
                          "Nobody signs in as '"
                              + user
                              + "' at the server on "
                              + settings.dataFolder()
                              + ". Give the name that the person uses; for the demo's server add"
                              + " --demo."));
      SetupLink link = store.security().setupLinks().issueFor(Actor.commandLine(), found.id());
      return SetupLinkAddress.of(web, link.secret());
    }
  }
}
