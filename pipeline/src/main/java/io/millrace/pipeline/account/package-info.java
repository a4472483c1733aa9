/**
 * Accounting (law 10): what was received, what became of it, and what is missing, per source and
 * day, by sequence numbers and by periods. A reader of the live and bulk lanes.
 */
@NullMarked
package io.millrace.pipeline.account;

import org.jspecify.annotations.NullMarked;
