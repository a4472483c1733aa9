/** The REST API and the pages. */
@NullMarked
package io.millrace.web;

import org.jspecify.annotations.NullMarked;
