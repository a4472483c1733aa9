/**
 * The plant's asset model as data, in the form in which the server imports plants. May see the
 * plant's description, its calendar, its story, and the addresses of its payloads.
 */
@NullMarked
package io.millrace.demo.pack;

import org.jspecify.annotations.NullMarked;
