package io.millrace.broker.codec;

/** A name and a value that mean something to applications only. */
public record UserProperty(String name, String value) {}
