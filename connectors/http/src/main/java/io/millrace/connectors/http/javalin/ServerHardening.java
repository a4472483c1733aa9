package io.millrace.connectors.http.javalin;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** Makes a Javalin server fit for callers that mean no good. For every server of the program. */
public final class ServerHardening {
  private ServerHardening() {}

  /**
   * Sets limits on connections and heads, virtual threads for the handlers, and no hint at what the
   * server is made of. Paths that can be read in two ways (an encoded slash, a dot segment) are
   * refused.
   */
  public static void apply(JavalinConfig config, ServerLimits limits) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.jetty.modifyHttpConfiguration(http -> configure(http, limits));
    config.jetty.modifyServer(server -> configure(server, limits));
  }

  private static void configure(HttpConfiguration http, ServerLimits limits) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(limits.maxHeadBytes());
    http.setUriCompliance(UriCompliance.DEFAULT);
  }

  private static void configure(Server server, ServerLimits limits) {
    server.addBean(new NetworkConnectionLimit(limits.maxConnections(), server));
    server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarting(LifeCycle starting) {
            for (Connector connector : server.getConnectors()) {
              if (connector instanceof AbstractConnector abstractConnector) {
                abstractConnector.setIdleTimeout(limits.idleTimeout().toMillis());
                abstractConnector.addBean(
                    new SlowHeadGuard(abstractConnector.getScheduler(), limits.headTimeout()));
              }
            }
          }
        });
  }
}
