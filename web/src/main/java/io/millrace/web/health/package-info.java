/** How the server is: alive, ready, behind, full. */
@NullMarked
package io.millrace.web.health;

import org.jspecify.annotations.NullMarked;
