/** What can go wrong with the demo plant. May see nothing of the rest. */
@NullMarked
package io.millrace.demo.error;

import org.jspecify.annotations.NullMarked;
