/** The resources of a plant, through HTTP. */
@NullMarked
package io.millrace.web.plant;

import org.jspecify.annotations.NullMarked;
