package io.millrace.broker.connection;

import io.millrace.broker.access.Authenticator;
import io.millrace.broker.reading.LiveSubscriptions;
import io.millrace.broker.session.SessionRegistry;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.model.time.NanoClock;
import java.util.random.RandomGenerator;

/** What all connections share; each part is thread-safe. */
public record FrontServices(
    MqttSettings settings,
    Authenticator authenticator,
    SessionRegistry sessions,
    LiveSubscriptions subscriptions,
    ConnectionDirectory directory,
    ConnectionEpochs epochs,
    DelayedWills delayedWills,
    NanoClock clock,
    RandomGenerator random) {}
