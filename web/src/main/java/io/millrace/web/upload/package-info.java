/**
 * Past data as files: a job that is looked at before it is started, and its REST resource. The
 * files wait in a folder of their own; jobs are forgotten when the server stops.
 */
@NullMarked
package io.millrace.web.upload;

import org.jspecify.annotations.NullMarked;
