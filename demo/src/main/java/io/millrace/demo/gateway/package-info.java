/**
 * The gateways: each keeps what it measures until the server has acknowledged it, in order, through
 * outages of the line. May see messages and connections, but not what they are about.
 */
@NullMarked
package io.millrace.demo.gateway;

import org.jspecify.annotations.NullMarked;
