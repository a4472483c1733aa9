/**
 * What goes wrong in the foundry, and when: the causes that the simulation turns into effects and
 * that the truth file lists. All of it follows from the {@link io.millrace.demo.story.Scenario}.
 * May see the calendar and the physics.
 */
@NullMarked
package io.millrace.demo.story;

import org.jspecify.annotations.NullMarked;
