/** Organisations, sites, assets, points and sources in a relational database. */
@NullMarked
package io.millrace.registry;

import org.jspecify.annotations.NullMarked;
