package io.millrace.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where commands write.
 *
 * @param out what was asked for
 * @param err progress and complaints
 */
public record Console(PrintStream out, PrintStream err) {
  /**
   * The process's own, in UTF-8 also where the locale says nothing: consoles understand it, and
   * Java would print question marks.
   */
  public static Console system() {
    return new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, out.charset());
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, err.charset());
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  void progress(String line) {
    err.println(line);
    err.flush();
  }
}
