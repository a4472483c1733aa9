package io.millrace.security.audit;

import io.millrace.security.authorisation.Principal;

/**
 * Who does something and from where.
 *
 * @param principal as in {@link Principal#name()}, or {@link #NOBODY}
 * @param address network address of the caller; empty where there is none
 */
public record Actor(String principal, String address) {
  /** The name of somebody who is not signed in. */
  public static final String NOBODY = "nobody";

  /** A principal at an address. */
  public static Actor of(Principal principal, String address) {
    return new Actor(principal.name(), address);
  }

  /** Somebody who is not signed in, at an address. */
  public static Actor nobody(String address) {
    return new Actor(NOBODY, address);
  }

  /** Somebody with a shell on the machine, through the command line. */
  public static Actor commandLine() {
    return new Actor("system:command-line", "");
  }

  /** A part of the program. */
  public static Actor internal(String task) {
    return new Actor("system:" + task, "");
  }
}
