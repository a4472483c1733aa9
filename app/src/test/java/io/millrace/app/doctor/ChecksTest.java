package io.millrace.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.config.MemoryBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each check finds, and what it advises. */
class ChecksTest {
  private static final long MB = 1L << 20;
  private static final MemoryBudget BUDGET = new MemoryBudget(384 * MB, 96 * MB, 128 * MB);
  private static final Instant BUILT = Instant.parse("2026-11-20T00:00:00Z");

  @TempDir Path temp;

  @Test
  void descriptors_are_weighed_against_the_configured_connections() {
    assertThat(new DescriptorCheck(5_000, OptionalLong.of(20_000)).look().severity())
        .isEqualTo(Severity.GOOD);

    Finding few = new DescriptorCheck(50_000, OptionalLong.of(20_000)).look();
    assertThat(few.severity()).isEqualTo(Severity.WARNING);
    assertThat(few.detail()).contains("enough for 18,000 connections");
    assertThat(few.advice().orElseThrow())
        .contains("ulimit -n 52000", "LimitNOFILE=52000", "limits.connections to 18000 or less");

    assertThat(new DescriptorCheck(5_000, OptionalLong.of(1_024)).look().severity())
        .isEqualTo(Severity.PROBLEM);
    assertThat(new DescriptorCheck(5_000, OptionalLong.empty()).look().severity())
        .isEqualTo(Severity.GOOD);
  }

  @Test
  void memory_is_weighed_against_the_machine() {
    assertThat(new MemoryCheck(BUDGET, 4_096 * MB).look().severity()).isEqualTo(Severity.GOOD);
    assertThat(new MemoryCheck(BUDGET, 900 * MB).look().severity()).isEqualTo(Severity.WARNING);
    Finding tooMuch = new MemoryCheck(BUDGET, 512 * MB).look();
    assertThat(tooMuch.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(tooMuch.advice().orElseThrow()).contains("memory.heap");
  }

  @Test
  void a_folder_that_others_may_read_is_a_warning() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("data"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Finding open = new FolderCheck(folder).look();
    assertThat(open.severity()).isEqualTo(Severity.WARNING);
    assertThat(open.advice()).hasValue("Run: chmod 700 '" + folder + "'");

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(new FolderCheck(folder).look().severity()).isEqualTo(Severity.GOOD);
  }

  @Test
  void a_folder_that_is_not_there_yet_is_fine_and_a_file_in_its_place_is_not() throws IOException {
    assertThat(new FolderCheck(temp.resolve("a/b")).look().severity()).isEqualTo(Severity.GOOD);
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThat(new FolderCheck(file).look().severity()).isEqualTo(Severity.PROBLEM);
  }

  @Test
  void disk_space_is_weighed_against_the_journals_budget() throws IOException {
    long free = Files.getFileStore(temp).getUsableSpace();
    assertThat(new DiskSpaceCheck(temp.resolve("none"), MB).look().severity())
        .isEqualTo(Severity.GOOD);
    Finding little = new DiskSpaceCheck(temp, free * 2).look();
    assertThat(little.severity()).isEqualTo(Severity.WARNING);
    assertThat(little.advice().orElseThrow()).contains("journal.disk-budget");
  }

  @Test
  void fsync_is_measured_and_leaves_nothing_behind() {
    Finding finding = new FsyncCheck(temp).look();

    assertThat(finding.detail()).matches("median [0-9.]+ ms, longest of 50 [0-9.]+ ms.*");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void a_clock_before_the_build_or_far_after_it_is_wrong() {
    assertThat(clock("2000-01-01T00:00:00Z", KernelClock.Sync.YES).severity())
        .isEqualTo(Severity.PROBLEM);
    assertThat(clock("2099-01-01T00:00:00Z", KernelClock.Sync.YES).severity())
        .isEqualTo(Severity.PROBLEM);
  }

  @Test
  void a_clock_before_the_data_folders_last_use_is_wrong() throws IOException {
    Files.setLastModifiedTime(
        temp, java.nio.file.attribute.FileTime.from(Instant.parse("2027-06-01T00:00:00Z")));
    Finding finding = clock("2027-05-01T00:00:00Z", KernelClock.Sync.YES);
    assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(finding.detail()).contains("before the data folder's last use");
  }

  @Test
  void a_clock_that_nobody_keeps_right_is_a_warning() {
    String later = Instant.now().plusSeconds(60).toString();
    assertThat(clock(later, KernelClock.Sync.YES).severity()).isEqualTo(Severity.GOOD);
    assertThat(clock(later, KernelClock.Sync.UNKNOWN).severity()).isEqualTo(Severity.GOOD);
    assertThat(clock(later, KernelClock.Sync.NO).advice().orElseThrow()).contains("chrony");
  }

  @Test
  void the_kernel_answers_without_failing() {
    assertThat(KernelClock.read()).isNotNull();
  }

  @Test
  void a_port_is_free_or_taken_or_ours() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(new PortCheck("http.port", "127.0.0.1", port, false).look().severity())
          .isEqualTo(Severity.PROBLEM);
      assertThat(new PortCheck("http.port", "127.0.0.1", port, true).look().severity())
          .isEqualTo(Severity.GOOD);
    }
    assertThat(new PortCheck("http.port", "127.0.0.1", 0, false).look().severity())
        .isEqualTo(Severity.GOOD);
  }

  @Test
  void another_jdk_is_a_warning() {
    assertThat(new JdkCheck(Runtime.Version.parse("25.0.3"), "any", "/jdk").look().severity())
        .isEqualTo(Severity.GOOD);
    assertThat(new JdkCheck(Runtime.Version.parse("26"), "any", "/jdk").look().severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void a_noexec_mount_is_a_problem_for_native_libraries() throws IOException {
    Path real = temp.toRealPath();
    Path folder = Files.createDirectories(real.resolve("with space/cache"));
    String point = real.resolve("with space").toString().replace(" ", "\\040");
    Path mounts =
        Files.writeString(
            temp.resolve("mounts"),
            "/dev/a / ext4 rw 0 0\n/dev/b " + point + " ext4 rw,nosuid,noexec 0 0\n");

    Finding finding = new ExecutableFolderCheck(folder.resolve("native"), mounts).look();
    assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(finding.detail()).contains("with space, which is mounted noexec");
    assertThat(new ExecutableFolderCheck(real, mounts).look().severity()).isEqualTo(Severity.GOOD);
    assertThat(new ExecutableFolderCheck(real, temp.resolve("none")).look().severity())
        .isEqualTo(Severity.GOOD);
  }

  private Finding clock(String now, KernelClock.Sync sync) {
    return new ClockCheck(Instant.parse(now), BUILT, temp, sync).look();
  }
}
