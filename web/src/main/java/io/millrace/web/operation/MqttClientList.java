package io.millrace.web.operation;

import io.millrace.web.json.Field;
import java.util.List;

/** MQTT clients. */
public record MqttClientList(
    @Field("Those that are connected.") List<MqttClientView> connected,
    @Field("Those that went lately.") List<MqttClientView> gone) {}
