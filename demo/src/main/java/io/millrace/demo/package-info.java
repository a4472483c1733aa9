/**
 * A simulated foundry that speaks MQTT and HTTP from outside: a process of its own that sees
 * nothing of the server. The packages below, from the ground up:
 *
 * <ul>
 *   <li>{@code error}, {@code json}, {@code physics}, {@code calendar}: what the rest is made of;
 *   <li>{@code plant}: what there is, as data; {@code story}: what goes wrong;
 *   <li>{@code simulation}: the plant at work; {@code truth}: what analytics ought to find in it;
 *   <li>{@code payload}: readings as bytes;
 *   <li>{@code mqtt}, {@code gateway}, {@code live}, {@code past}: how they reach the server;
 *   <li>{@code run}: all of it put together; {@code control}: the plant's own small port; {@code
 *       pack}: its asset model for the server; {@code command}: the command line.
 * </ul>
 */
@NullMarked
package io.millrace.demo;

import org.jspecify.annotations.NullMarked;
