package io.millrace.security.account;

import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.user.LoginName;
import java.util.Set;

/**
 * An account that shall be made.
 *
 * @param login what the person will type to sign in
 * @param displayName what people call the person
 * @param home where the account is managed: an organisation or one of its sites
 * @param grants roles and where they hold
 */
public record NewUser(LoginName login, String displayName, Place home, Set<RoleGrant> grants) {
  private static final int MAX_DISPLAY_NAME = 100;

  /**
   * Checks the parts.
   *
   * @throws AccessException with {@link AccessError#ACCOUNT_INVALID}
   */
  public NewUser {
    displayName = checkedDisplayName(displayName);
    grants = Accounts.checkedGrants(grants);
    if (home.organisation() == null) {
      throw new AccessException(
          AccessError.ACCOUNT_INVALID, "An account belongs to an organisation; none is given.");
    }
  }

  static String checkedDisplayName(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()
        || stripped.length() > MAX_DISPLAY_NAME
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new AccessException(
          AccessError.ACCOUNT_INVALID,
          "A person's name has 1 to " + MAX_DISPLAY_NAME + " characters and no line breaks.");
    }
    return stripped;
  }
}
