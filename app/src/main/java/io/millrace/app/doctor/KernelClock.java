package io.millrace.app.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Asks the kernel whether somebody keeps its clock right: adjtimex(2) with nothing to adjust
 * returns TIME_ERROR while the clock is not synchronised, whatever program does the synchronising.
 */
final class KernelClock {
  /** What the kernel says. */
  enum Sync {
    YES,
    NO,
    UNKNOWN
  }

  private static final int TIME_ERROR = 5;

  /** Larger than struct timex on any platform; zeros ask for nothing. */
  private static final long TIMEX_BYTES = 512;

  private KernelClock() {}

  @SuppressWarnings("restricted") // native access is what this class is for; our JVMs allow it
  static Sync read() {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("adjtimex")
        .map(
            address ->
                linker.downcallHandle(
                    address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
        .map(KernelClock::call)
        .orElse(Sync.UNKNOWN);
  }

  private static Sync call(MethodHandle adjtimex) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
      int state = (int) adjtimex.invokeExact(timex);
      if (state < 0) {
        return Sync.UNKNOWN; // forbidden, as in some containers
      }
      return state == TIME_ERROR ? Sync.NO : Sync.YES;
    } catch (Throwable e) { // what invokeExact declares
      return Sync.UNKNOWN;
    }
  }
}
