/**
 * The parts that every machine's behaviour is made of: chance that depends on nothing but a seed
 * and a number, noise, first-order lag, and quantities that change in steps. Everything here is a
 * pure function of time, so that any instant can be computed without those before it, and is made
 * of plain arithmetic, so that every JDK gives the same bits. May see nothing of the rest.
 */
@NullMarked
package io.millrace.demo.physics;

import org.jspecify.annotations.NullMarked;
