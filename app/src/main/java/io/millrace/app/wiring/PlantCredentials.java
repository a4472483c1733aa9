package io.millrace.app.wiring;

import io.millrace.security.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file with the simulated plant's tokens, which nobody but its owner may read.
 *
 * @param file where it is
 */
record PlantCredentials(Path file) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Writes the file, whole or not at all.
   *
   * @param tokens by gateway
   * @param control for the plant's control port
   */
  void write(Map<String, Secret> tokens, Secret control) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode gateways = root.putObject("gateways");
    tokens.forEach(
        (gateway, token) ->
            gateways.putObject(gateway).put("username", gateway).put("token", token.reveal()));
    root.putObject("control").put("token", control.reveal());

    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(draft, JSON.writeValueAsBytes(root));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
