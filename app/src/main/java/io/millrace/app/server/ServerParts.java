package io.millrace.app.server;

/**
 * Everything that the wiring provides.
 *
 * @param servers makes the server
 * @param passwordLinks makes links that set a password
 * @param plant prepares the simulated plant
 */
public record ServerParts(ServerFactory servers, PasswordLinks passwordLinks, DemoPlant plant) {}
