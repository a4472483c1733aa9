package io.millrace.broker.listener;

import io.millrace.broker.settings.MqttSettings;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** The direct memory that connections read into and write from: one arena per event loop. */
public final class FrontMemory {
  private static final int PAGE_BYTES = 8 * 1024;

  /** Chunks of a megabyte, so that an idle server holds little. */
  private static final int CHUNK_ORDER = 7;

  private static final int SMALL_CACHE = 128;
  private static final int NORMAL_CACHE = 32;

  private FrontMemory() {}

  /** An allocator of pooled direct buffers. */
  public static ByteBufAllocator allocator(MqttSettings settings) {
    return new PooledByteBufAllocator(
        true, 0, settings.eventLoops(), PAGE_BYTES, CHUNK_ORDER, SMALL_CACHE, NORMAL_CACHE, true);
  }
}
