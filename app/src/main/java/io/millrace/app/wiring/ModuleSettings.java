package io.millrace.app.wiring;

import io.millrace.app.config.MemoryBudget;
import io.millrace.app.config.Settings;
import io.millrace.broker.settings.ConnectionLimits;
import io.millrace.broker.settings.FlowLimits;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.settings.PacketLimits;
import io.millrace.broker.settings.TcpListenerSettings;
import io.millrace.connectors.http.intake.IntakeSettings;
import io.millrace.connectors.http.javalin.ServerLimits;
import io.millrace.history.HistorySettings;
import io.millrace.journal.rocksdb.RocksDbJournalSettings;
import io.millrace.pipeline.assembly.PipelineSettings;
import io.millrace.pipeline.history.RetentionSettings;
import io.millrace.security.SecuritySettings;
import io.millrace.security.account.SignInSettings;
import io.millrace.security.session.SessionSettings;
import io.millrace.web.server.WebSettings;

/** What each module is told of the configuration. */
final class ModuleSettings {
  private static final long MIB = 1L << 20;

  /** Heap for which the modules' own defaults are made. */
  private static final long STANDARD_HEAP = 384 * MIB;

  private ModuleSettings() {}

  static RocksDbJournalSettings journal(Settings settings, MemoryBudget memory) {
    RocksDbJournalSettings base =
        memory.heap() < STANDARD_HEAP
            ? RocksDbJournalSettings.small()
            : RocksDbJournalSettings.DEFAULT;
    long keepMs = settings.journal().keep().toMillis();
    return base.change()
        .maxRecordBytes((int) Math.max(base.maxRecordBytes(), largestMessage(settings)))
        .retentionBytes(settings.journal().diskBudget())
        .retentionAgeMs(keepMs)
        .bulkRetentionAgeMs(keepMs)
        .build();
  }

  private static long largestMessage(Settings settings) {
    return Math.max(settings.limits().bodySize(), settings.limits().packetSize());
  }

  static HistorySettings history(Settings settings) {
    HistorySettings base = HistorySettings.DEFAULTS;
    return new HistorySettings(
        base.heads(),
        base.checkpointSamples(),
        base.checkpointBytes(),
        settings.history().checkpointInterval().toNanos(),
        base.maxUnsavedBytes());
  }

  static PipelineSettings pipeline(Settings settings) {
    return PipelineSettings.DEFAULTS.withRetention(
        RetentionSettings.DEFAULTS.withSamples(settings.history().keep()));
  }

  static MqttSettings mqtt(Settings settings) {
    ConnectionLimits connections = ConnectionLimits.DEFAULTS;
    PacketLimits packets = PacketLimits.DEFAULTS;
    FlowLimits flow = FlowLimits.DEFAULTS;
    int most = settings.limits().connections();
    return MqttSettings.defaults(
            new TcpListenerSettings(settings.mqtt().host(), settings.mqtt().port()))
        .with(
            new ConnectionLimits(
                most,
                Math.min(most, connections.maxConnectionsPerPrincipal()),
                connections.connectTimeoutMs(),
                connections.packetTimeoutMs(),
                connections.maxKeepAliveS(),
                connections.maxClientIdChars()))
        .with(
            new PacketLimits(
                settings.limits().packetSize(),
                packets.maxTopicBytes(),
                packets.maxTopicLevels(),
                packets.receiveMaximum(),
                packets.topicAliasMaximum()))
        .with(
            new FlowLimits(
                flow.unacknowledgedBytesPerConnection(),
                flow.unacknowledgedBytesPerLoop(),
                settings.limits().messagesPerSecond(),
                flow.bytesPerS(),
                flow.outboundBytesPerConnection(),
                flow.outboundBytesPerLoop(),
                Math.max(flow.largePacketBytes(), settings.limits().packetSize())));
  }

  static IntakeSettings intake(Settings settings) {
    return IntakeSettings.DEFAULT.withMaxBodyBytes(Math.toIntExact(settings.limits().bodySize()));
  }

  static WebSettings web(Settings settings) {
    return new WebSettings(
        settings.http().host(),
        settings.http().port(),
        settings.http().publicUrl(),
        ServerLimits.DEFAULT,
        settings.limits().requestsPerSecond());
  }

  static SecuritySettings security(Settings settings) {
    SecuritySettings base = SecuritySettings.DEFAULT;
    SignInSettings signIn = base.signIn();
    return new SecuritySettings(
        base.passwordCost(),
        base.passwordsAtOnce(),
        new SessionSettings(
            settings.sessions().idle(),
            settings.sessions().longest(),
            base.sessions().maxPerUser()),
        new SignInSettings(
            signIn.account(),
            signIn.address(),
            settings.sessions().passwordLink(),
            signIn.maxUsers()),
        base.tokensInMemory(),
        base.maxTokens(),
        base.auditRetention());
  }
}
