package io.millrace.history.store.memory;

import io.millrace.history.contract.ChunkStoreContract;
import io.millrace.history.store.ChunkStore;

class MemoryChunkStoreContractTest extends ChunkStoreContract {
  private final MemoryDisk disk = new MemoryDisk();

  @Override
  protected ChunkStore open() {
    return new MemoryChunkStore(disk);
  }

  @Override
  protected void crash(ChunkStore dropped) {
    // What was written one by one stays on the disk, also that of a version without commit.
  }
}
