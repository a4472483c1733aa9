package io.millrace.security.account;

/** What a one-time link is for. Names are stored. */
public enum SetupPurpose {
  /** Makes the first owner of an organisation. */
  FIRST_OWNER,
  /** Lets an invited person choose a password. */
  INVITATION,
  /** Lets a person who forgot the password choose a new one. */
  PASSWORD_RESET
}
