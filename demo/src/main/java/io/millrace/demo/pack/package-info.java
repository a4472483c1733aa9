/**
 * The plant's asset model as data, in the form in which the server imports plants. May see the
 * plant's description and its calendar.
 */
@NullMarked
package io.millrace.demo.pack;

import org.jspecify.annotations.NullMarked;
