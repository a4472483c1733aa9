/**
 * Looks at the machine before, or while, a server runs on it, and says what to do about what it
 * finds. Changes nothing but a small file in the data folder, which it removes.
 */
@NullMarked
package io.millrace.app.doctor;

import org.jspecify.annotations.NullMarked;
