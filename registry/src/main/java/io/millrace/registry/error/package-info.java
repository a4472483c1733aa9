/** How the registry says no: one exception, one enum of codes. May be used by all its packages. */
@NullMarked
package io.millrace.registry.error;

import org.jspecify.annotations.NullMarked;
