/**
 * How the server's JVM is started: memory, native libraries unpacked once, and a cache of loaded
 * and compiled code that is made once per build.
 */
@NullMarked
package io.millrace.app.launch;

import org.jspecify.annotations.NullMarked;
