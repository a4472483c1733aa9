/**
 * The tables of security in the relational database that the application opens. They have their own
 * migrations and their own history table, so that they and the registry's share a database without
 * knowing each other. SQL is the common part of SQLite and PostgreSQL.
 */
@NullMarked
package io.millrace.security.database;

import org.jspecify.annotations.NullMarked;
