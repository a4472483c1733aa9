/**
 * The configuration: one table of settings ({@link io.millrace.app.config.SettingsTable}) from
 * which the file template, the checks, the environment overrides, the reference page and the typed
 * {@link io.millrace.app.config.Settings} all come.
 *
 * <p>Reads files and environment that it is handed; starts nothing.
 */
@NullMarked
package io.millrace.app.config;

import org.jspecify.annotations.NullMarked;
