/** The resources of uploads, through HTTP. */
@NullMarked
package io.millrace.web.upload;

import org.jspecify.annotations.NullMarked;
