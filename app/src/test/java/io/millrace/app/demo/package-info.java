/** The simulated plant and this program, which know nothing of each other, fit together. */
@NullMarked
package io.millrace.app.demo;

import org.jspecify.annotations.NullMarked;
