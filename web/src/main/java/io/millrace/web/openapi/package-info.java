/** The API described from its routes: as an OpenAPI document and as a page to read. */
@NullMarked
package io.millrace.web.openapi;

import org.jspecify.annotations.NullMarked;
