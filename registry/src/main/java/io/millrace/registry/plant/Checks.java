package io.millrace.registry.plant;

import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;

/** Refusals that the commands share. */
final class Checks {
  private Checks() {}

  static RegistryException notFound(String what, Object id) {
    return new RegistryException(
        RegistryError.REGISTRY_NOT_FOUND, "There is no " + what + " with the id " + id + ".");
  }

  static RegistryException nameTaken(String what, String name, String where) {
    return new RegistryException(
        RegistryError.REGISTRY_NAME_TAKEN,
        "There is another " + what + " named '" + name + "' " + where + ".");
  }

  static RegistryException keyTaken(String what, String key) {
    return new RegistryException(
        RegistryError.REGISTRY_NAME_TAKEN,
        "Another " + what + " has the key '" + key + "' already.");
  }

  static RegistryException conflict(String message) {
    return new RegistryException(RegistryError.REGISTRY_CONFLICT, message);
  }

  static RegistryException invalid(String message) {
    return new RegistryException(RegistryError.REGISTRY_INVALID, message);
  }

  /** Refuses a change that was made to an older state than the present one. */
  static void checkVersion(String what, String name, long expected, long found) {
    if (expected != found) {
      throw new RegistryException(
          RegistryError.REGISTRY_STALE,
          "The "
              + what
              + " '"
              + name
              + "' was changed meanwhile: you know version "
              + expected
              + ", the present one is "
              + found
              + ". Read it again and repeat your change.");
    }
  }
}
