/** Small JSON documents, read whole and written whole. May see nothing of the rest but errors. */
@NullMarked
package io.millrace.demo.json;

import org.jspecify.annotations.NullMarked;
