/**
 * Discovery: which addresses without binding there are, told to whoever keeps points, and the limit
 * of unmapped points per source. A reader of all lanes.
 */
@NullMarked
package io.millrace.pipeline.discovery;

import org.jspecify.annotations.NullMarked;
