/**
 * What the foundry consists of, as data: areas, assets, points, and which gateway sends which point
 * under which address and how often. The asset model in {@code packs/demo-foundry}, the simulation
 * and the gateways are all made from this one description. May see the calendar.
 */
@NullMarked
package io.millrace.demo.plant;

import org.jspecify.annotations.NullMarked;
