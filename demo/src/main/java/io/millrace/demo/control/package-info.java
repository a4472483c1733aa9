/**
 * The plant's own port on loopback, for whoever has the control token: how it stands, pulling the
 * plug, the truth. May see the running plant.
 */
@NullMarked
package io.millrace.demo.control;

import org.jspecify.annotations.NullMarked;
