/** The modules' counts as metrics. The only package that knows a metrics library. */
@NullMarked
package io.millrace.web.metrics;

import org.jspecify.annotations.NullMarked;
