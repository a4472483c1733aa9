/** A server and a plant that do nothing but live, and child processes to run them in. */
@NullMarked
package io.millrace.app.testing;

import org.jspecify.annotations.NullMarked;
