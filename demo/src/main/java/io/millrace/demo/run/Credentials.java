package io.millrace.demo.run;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.json.JsonDocument;
import io.millrace.demo.plant.Gateway;
import io.millrace.demo.plant.Plant;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plant's tokens, from a file that the server's launcher writes:
 *
 * <pre>{@code
 * {"gateways": {"GW-01": {"username": "…", "token": "…"}, …}, "control": {"token": "…"}}
 * }</pre>
 *
 * @param gateways by key
 * @param controlToken whoever knows it may use the control port
 */
public record Credentials(Map<String, Login> gateways, String controlToken) {
  /**
   * A gateway's identity in the server.
   *
   * @param username for MQTT; the gateway's key if the file has none
   * @param token a secret
   */
  public record Login(String username, String token) {
    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  public Credentials {
    gateways = Map.copyOf(gateways);
  }

  /**
   * Reads the file; it has to hold a token for each gateway of the plant.
   *
   * @throws DemoException {@link DemoError#SETTINGS_INVALID}
   */
  public static Credentials read(Path file, Plant plant) {
    JsonDocument document = JsonDocument.read(file, DemoError.SETTINGS_INVALID);
    Map<String, Login> logins = new LinkedHashMap<>();
    for (Gateway gateway : plant.gateways()) {
      JsonDocument gateways = document.object("gateways");
      JsonDocument entry = gateways == null ? null : gateways.object(gateway.key());
      String token = entry == null ? null : entry.text("token");
      String username = entry == null ? null : entry.text("username");
      logins.put(
          gateway.key(),
          new Login(
              username == null ? gateway.key() : username,
              present(token, file, "gateways." + gateway.key() + ".token")));
    }
    JsonDocument control = document.object("control");
    String controlToken = control == null ? null : control.text("token");
    return new Credentials(logins, present(controlToken, file, "control.token"));
  }

  /** Reads the control token alone, for whoever wants to use the control port. */
  public static String readControlToken(Path file) {
    JsonDocument control = JsonDocument.read(file, DemoError.SETTINGS_INVALID).object("control");
    return present(control == null ? null : control.text("token"), file, "control.token");
  }

  private static String present(@Nullable String token, Path file, String member) {
    if (token == null || token.isBlank()) {
      throw new DemoException(
          DemoError.SETTINGS_INVALID,
          "The credentials file " + file + " has no text at " + member + ".");
    }
    return token;
  }

  /** The tokens alone, by gateway. */
  Map<String, String> tokens() {
    return gateways.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().token()));
  }

  /** The login of a gateway. */
  Login login(String gateway) {
    Login login = gateways.get(gateway);
    if (login == null) {
      throw new DemoException(
          DemoError.SETTINGS_INVALID, "There are no credentials for " + gateway + ".");
    }
    return login;
  }

  @Override
  public String toString() {
    return "Credentials[" + gateways.keySet() + "]";
  }
}
