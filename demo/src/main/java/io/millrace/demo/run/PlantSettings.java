package io.millrace.demo.run;

import io.millrace.demo.gateway.UplinkSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * How a plant is run.
 *
 * @param mqtt the server's MQTT front
 * @param http base address of the server's HTTP front
 * @param folder the plant's own folder, kept from start to start
 * @param credentials file with the gateways' tokens
 * @param seed of a new plant; one that has a state keeps its own
 * @param historyDays of a new plant; one that has a state keeps its own
 * @param controlPort on loopback; 0 for a free one
 * @param uplinks how the gateways send
 */
public record PlantSettings(
    InetSocketAddress mqtt,
    URI http,
    Path folder,
    Path credentials,
    long seed,
    int historyDays,
    int controlPort,
    UplinkSettings uplinks) {}
