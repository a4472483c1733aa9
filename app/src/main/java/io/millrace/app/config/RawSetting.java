package io.millrace.app.config;

/**
 * What somebody wrote for a setting, not yet checked.
 *
 * @param path section and name as they were written, such as {@code http.port}
 * @param text the value as it was written
 * @param origin where
 */
record RawSetting(String path, String text, Origin origin) {}
