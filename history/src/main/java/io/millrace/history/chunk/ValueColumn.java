package io.millrace.history.chunk;

import io.millrace.model.sample.ValueKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of values of one kind. A first byte says how: whole numbers as they are, doubles in one
 * of their {@link DoubleMapping}s, or, for either, a dictionary when few different ones occur;
 * texts always by dictionary. Reusable; serves one thread.
 */
final class ValueColumn {
  private static final int INTEGERS = 0;
  private static final int DICTIONARY = 5;
  private static final int TEXTS = 6;
  private static final int MAX_DICTIONARY = 256;

  /** A dictionary is tried only when numbers take more bits per value than this. */
  private static final int DICTIONARY_PAYS_BITS = 8;

  private final IntegerColumn integers = new IntegerColumn();
  private final DoubleColumn doubles = new DoubleColumn(integers);
  private final long[] numbers = new long[ChunkLimits.MAX_SAMPLES];
  private final long[] ids = new long[ChunkLimits.MAX_SAMPLES];
  private final long[] dictionary = new long[MAX_DICTIONARY];

  void encode(Samples samples, int from, int count, BitOutput out) {
    ValueKind kind = samples.kind();
    if (kind.isText()) {
      encodeTexts(samples.texts(), from, count, out);
      return;
    }
    System.arraycopy(samples.bits(), from, numbers, 0, count);
    boolean isDouble = kind == ValueKind.DOUBLE;
    DoubleColumn.Choice choice = isDouble ? doubles.choose(numbers, count) : null;
    IntegerColumn.Plan plan = choice == null ? integers.plan(numbers, count) : choice.plan();
    long plainBits = choice == null ? plan.bits() : choice.bits();
    if (plainBits > (long) DICTIONARY_PAYS_BITS * count) {
      int words = buildDictionary(kind, count);
      if (words > 0 && dictionaryBits(words, count) < plainBits) {
        encodeDictionary(words, count, out);
        return;
      }
    }
    if (choice == null) {
      out.uint8(INTEGERS);
      integers.encode(plan, numbers, count, out);
    } else {
      out.uint8(choice.mapping().code());
      doubles.encode(choice, numbers, count, out);
    }
  }

  void decode(BitInput in, Samples samples) {
    int code = in.uint8();
    int count = samples.size();
    ValueKind kind = samples.kind();
    if (kind.isText() != (code == TEXTS)) {
      throw Damage.of("values of kind " + kind + " have the encoding " + code);
    }
    switch (code) {
      case TEXTS -> decodeTexts(in, samples.texts(), count);
      case DICTIONARY -> decodeDictionary(in, samples.bits(), count);
      case INTEGERS -> integers.decode(in, samples.bits(), count);
      default -> {
        if (kind != ValueKind.DOUBLE) {
          throw Damage.of("values of kind " + kind + " have the encoding " + code);
        }
        doubles.decode(DoubleMapping.ofCode(code), in, samples.bits(), count);
      }
    }
  }

  /** Sorts the different values by size, so that neighbours get neighbouring ids. */
  private int buildDictionary(ValueKind kind, int count) {
    int words = 0;
    for (int i = 0; i < count; i++) {
      long key = kind == ValueKind.DOUBLE ? DoubleMapping.ordered(numbers[i]) : numbers[i];
      int at = Arrays.binarySearch(dictionary, 0, words, key);
      if (at < 0) {
        if (words == MAX_DICTIONARY) {
          return 0;
        }
        at = -1 - at;
        System.arraycopy(dictionary, at, dictionary, at + 1, words - at);
        dictionary[at] = key;
        words++;
      }
    }
    for (int i = 0; i < count; i++) {
      long key = kind == ValueKind.DOUBLE ? DoubleMapping.ordered(numbers[i]) : numbers[i];
      ids[i] = Arrays.binarySearch(dictionary, 0, words, key);
    }
    if (kind == ValueKind.DOUBLE) {
      for (int w = 0; w < words; w++) {
        dictionary[w] = DoubleMapping.ordered(dictionary[w]);
      }
    }
    return words;
  }

  private long dictionaryBits(int words, int count) {
    return integers.plan(ids, count).bits() + (long) words * Long.SIZE;
  }

  private void encodeDictionary(int words, int count, BitOutput out) {
    out.uint8(DICTIONARY);
    out.unsigned(words);
    for (int w = 0; w < words; w++) {
      out.int64(dictionary[w]);
    }
    integers.encode(ids, count, out);
  }

  private void decodeDictionary(BitInput in, long[] bits, int count) {
    int words = in.count(1, MAX_DICTIONARY, "the size of a dictionary");
    for (int w = 0; w < words; w++) {
      dictionary[w] = in.int64();
    }
    integers.decode(in, bits, count);
    for (int i = 0; i < count; i++) {
      bits[i] = dictionary[word(bits[i], words)];
    }
  }

  private void encodeTexts(@Nullable String[] texts, int from, int count, BitOutput out) {
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String text = textAt(texts, from + i);
      Integer id = known.putIfAbsent(text, known.size());
      ids[i] = id == null ? known.size() - 1 : id;
    }
    out.uint8(TEXTS);
    out.unsigned(known.size());
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (ids[i] == next) {
        byte[] bytes = textAt(texts, from + i).getBytes(StandardCharsets.UTF_8);
        out.unsigned(bytes.length);
        out.bytes(bytes);
        next++;
      }
    }
    integers.encode(ids, count, out);
  }

  private void decodeTexts(BitInput in, @Nullable String[] texts, int count) {
    String[] words = new String[in.count(1, count, "the size of a dictionary")];
    for (int w = 0; w < words.length; w++) {
      words[w] =
          utf8(in.bytes(in.count(0, 4 * ChunkLimits.MAX_TEXT_BYTES, "the length of a text")));
    }
    integers.decode(in, ids, count);
    for (int i = 0; i < count; i++) {
      texts[i] = words[word(ids[i], words.length)];
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Damage.of("a text is not UTF-8");
    }
  }

  private static int word(long id, int words) {
    if (id < 0 || id >= words) {
      throw Damage.of("a word has the number " + id + " of " + words);
    }
    return (int) id;
  }

  private static String textAt(@Nullable String[] texts, int i) {
    String text = texts[i];
    return text == null ? "" : text;
  }
}
