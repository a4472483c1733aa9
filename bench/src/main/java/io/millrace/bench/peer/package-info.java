/** Other programs that do a part of what Millrace does, each as a process on a free port. */
@NullMarked
package io.millrace.bench.peer;

import org.jspecify.annotations.NullMarked;
