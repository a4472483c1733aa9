/**
 * What is known of a plant, as REST resources: one class of routes per resource, one record per
 * form of its JSON. Uses the registry; knows nothing of samples.
 */
@NullMarked
package io.millrace.web.plant;

import org.jspecify.annotations.NullMarked;
