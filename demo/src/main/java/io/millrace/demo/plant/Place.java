package io.millrace.demo.plant;

/** A rectangle on the floor plan, whose size is 384 × 176 units with the origin at the top left. */
public record Place(int x, int y, int width, int height) {}
