@org.jspecify.annotations.NullMarked
package io.millrace.web.access;
