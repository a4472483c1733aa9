/**
 * The plain pages: HTML frames that the server writes, and scripts, styles and a font of our own.
 * They hold no data; their scripts fetch it through the API.
 */
@NullMarked
package io.millrace.web.page;

import org.jspecify.annotations.NullMarked;
