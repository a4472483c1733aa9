package io.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.testing.Child;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} on this machine: the worst finding makes the exit code. */
class DoctorCommandTest {
  @TempDir Path temp;

  @Test
  void a_port_in_use_is_a_problem_with_advice() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Child doctor =
            Child.millrace(
                Map.of(),
                "doctor",
                "--data",
                temp.toString(),
                "--set",
                "http.port=" + taken.getLocalPort())) {
      assertThat(doctor.exitCode()).isEqualTo(8);
      assertThat(doctor.output())
          .containsPattern("FAIL +http.port +127.0.0.1:" + taken.getLocalPort())
          .contains("→ See who has it (ss -ltnp 'sport = :" + taken.getLocalPort())
          .containsPattern("ok +JDK +25")
          .containsPattern("fsync +median [0-9.]+ ms");
    }
  }
}
