package io.millrace.model.unit;

import org.jspecify.annotations.Nullable;

/** A unit as it was written (UCUM, clause 6). */
sealed interface Term {
  /** {@code left.right}. */
  record Product(Term left, Term right) implements Term {}

  /** {@code left/right}, or {@code /right} when there is no left. */
  record Quotient(@Nullable Term left, Term right) implements Term {}

  /** A symbol with its prefix and its exponent, such as {@code km2}. */
  record Symbol(@Nullable Prefix prefix, Atom atom, int exponent) implements Term {}

  /** A whole number. */
  record Count(String digits) implements Term {}

  /** {@code {text}}, or {@code term{text}}. */
  record Annotated(@Nullable Term term, String text) implements Term {}

  /** {@code (term)}. */
  record Group(Term term) implements Term {}
}
