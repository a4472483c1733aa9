/**
 * The relational database: SQLite in a file, or PostgreSQL, behind one form. Pools, migrations,
 * transactions, and the few places where the two differ. Knows nothing of plants; {@code security}
 * keeps its tables in the same database through the data sources that this package gives out.
 */
@NullMarked
package io.millrace.registry.database;

import org.jspecify.annotations.NullMarked;
