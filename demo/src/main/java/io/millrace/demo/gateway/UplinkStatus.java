package io.millrace.demo.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the line of a gateway does, for the console and the control port. Thread-safe. */
public final class UplinkStatus {
  private static final Logger LOG = LoggerFactory.getLogger(UplinkStatus.class);

  private final String gateway;
  private UplinkState state = UplinkState.STARTING;
  private String detail = "";
  private long connections;

  /** The status of a gateway. */
  public UplinkStatus(String gateway) {
    this.gateway = gateway;
  }

  /** The gateway's key. */
  public String gateway() {
    return gateway;
  }

  synchronized void connected() {
    connections++;
    change(UplinkState.CONNECTED, "");
  }

  synchronized void cutOff() {
    change(UplinkState.CUT_OFF, "");
  }

  synchronized void stopped() {
    change(UplinkState.STOPPED, "");
  }

  synchronized void waiting(String reason) {
    change(UplinkState.WAITING, reason);
  }

  synchronized void refused(String reason) {
    change(UplinkState.REFUSED, reason);
  }

  /** One line for each change, however often an attempt fails. */
  private void change(UplinkState newState, String newDetail) {
    boolean same = newState == state && newDetail.equals(detail);
    UplinkState before = state;
    state = newState;
    detail = newDetail;
    if (same) {
      return;
    }
    switch (newState) {
      case STARTING -> {}
      case CONNECTED -> LOG.info("{} is connected.", gateway);
      case CUT_OFF -> LOG.info("{} is cut off and buffers.", gateway);
      case WAITING -> {
        if (before != UplinkState.WAITING) {
          LOG.warn("{} cannot reach the server and buffers: {}", gateway, newDetail);
        }
      }
      case REFUSED -> LOG.error("{}: {}", gateway, newDetail);
      case STOPPED -> LOG.debug("{} has stopped.", gateway);
    }
  }

  /** What it does now. */
  public synchronized UplinkState state() {
    return state;
  }

  /** Why, as a sentence; empty if there is nothing to say. */
  public synchronized String detail() {
    return detail;
  }

  /** How often it has connected. */
  public synchronized long connections() {
    return connections;
  }
}
