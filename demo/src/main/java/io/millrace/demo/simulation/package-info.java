/**
 * The foundry at work: what each machine does and what its sensors show, production day by
 * production day. May see the plant's description, the story, the physics and the calendar; knows
 * nothing of messages.
 */
@NullMarked
package io.millrace.demo.simulation;

import org.jspecify.annotations.NullMarked;
