package io.millrace.registry.bulk;

/**
 * Why an import is refused.
 *
 * @param line where in the file the thing begins, from 1; 0 if it is about the file as a whole
 * @param field which field; empty if it is about the thing as a whole
 * @param message what is wrong and what to do, a full sentence
 */
public record ImportFault(int line, String field, String message) {}
