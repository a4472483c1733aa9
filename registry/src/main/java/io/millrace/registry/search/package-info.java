/**
 * Search as you type over assets, points and sources: the words of names, paths, tags and addresses
 * in tables that SQLite and PostgreSQL both keep well, so that both find the same.
 *
 * <p>The distinct words are a dictionary that is searched by prefix, and by infix when that finds
 * too little; postings say which document has which word. Words of a path are kept once for each
 * asset and not for each of its points, so that renaming a site does not rewrite a hundred thousand
 * rows.
 */
@NullMarked
package io.millrace.registry.search;

import org.jspecify.annotations.NullMarked;
