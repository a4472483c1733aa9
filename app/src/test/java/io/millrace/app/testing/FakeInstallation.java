package io.millrace.app.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * An installed program as the build makes it: the launcher, {@code millrace.jar} and {@code lib/},
 * from this test's class path, with the placeholder server behind {@code Main}.
 */
public final class FakeInstallation {
  private static final String MAIN =
      """
      package io.millrace.app;
      public final class Main {
        public static void main(String[] arguments) {
          PlaceholderMain.main(arguments);
        }
      }
      """;

  private FakeInstallation() {}

  /** Makes it in a folder and returns the launcher. */
  public static Path make(Path folder) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    List<String> names = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        String name = "classes-" + names.size() + ".jar";
        jar(lib.resolve(name), path, new Manifest());
        names.add(name);
      } else if (Files.exists(path)) {
        Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
        names.add(path.getFileName().toString());
      }
    }
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.CLASS_PATH, "lib/" + String.join(" lib/", names));
    jar(folder.resolve("millrace.jar"), compiledMain(folder.resolve("main")), manifest);
    Path launcher = folder.resolve("millrace");
    Files.copy(Path.of("..", "millrace"), launcher);
    return launcher;
  }

  private static Path compiledMain(Path folder) throws IOException {
    Path source = Files.createDirectories(folder).resolve("Main.java");
    Files.writeString(source, MAIN);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            source.toString());
    if (result != 0) {
      throw new IOException("the stand-in for Main does not compile");
    }
    return folder;
  }

  private static void jar(Path file, Path classes, Manifest manifest) throws IOException {
    manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> tree = Files.walk(classes)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, jar);
        jar.closeEntry();
      }
    }
  }

  /** An executable shell script. */
  public static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text, StandardCharsets.UTF_8);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
    return file;
  }
}
