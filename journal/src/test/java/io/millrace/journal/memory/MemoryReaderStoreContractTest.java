package io.millrace.journal.memory;

import io.millrace.journal.contract.ReaderStoreContract;
import io.millrace.journal.reader.ReaderStore;
import java.util.HashMap;
import java.util.Map;

class MemoryReaderStoreContractTest extends ReaderStoreContract {
  private final Map<String, MemoryReaderStore> stores = new HashMap<>();

  @Override
  protected ReaderStore open(String reader) {
    return stores.computeIfAbsent(reader, name -> new MemoryReaderStore());
  }

  @Override
  protected void closeAll() {}
}
