package io.millrace.broker.disk;

import io.millrace.broker.MqttFront;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.settings.TcpListenerSettings;
import io.millrace.broker.support.TestIdentities;
import io.millrace.model.time.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A front in a process of its own, to be killed. Prints a line when it is ready. */
public final class FrontProcess {
  private FrontProcess() {}

  /** Runs until it is killed: folder, port. */
  public static void main(String[] arguments) throws InterruptedException {
    try (DiskStores disk = new DiskStores(Path.of(arguments[0]));
        MqttFront front =
            MqttFront.start(
                MqttSettings.defaults(
                    new TcpListenerSettings("127.0.0.1", Integer.parseInt(arguments[1]))),
                disk.journal(),
                disk.store(),
                new TestIdentities(),
                NanoClock.system(),
                new Random(3))) {
      System.out.println(front.address().getPort());
      new CountDownLatch(1).await();
    }
  }

  /** Starts one and waits until it is ready. */
  static Process start(Path folder, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FrontProcess.class.getName(), folder.toString()));
    command.add(Integer.toString(port));
    Process process =
        new ProcessBuilder(command)
            .redirectError(Files.createTempFile(folder, "front", ".log").toFile())
            .start();
    process.inputReader().readLine();
    return process;
  }
}
