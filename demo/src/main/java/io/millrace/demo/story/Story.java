package io.millrace.demo.story;

import io.millrace.demo.calendar.WorkCalendar;

/** Everything that goes wrong, in one place. */
public record Story(
    Scenario scenario,
    StickingValve valve,
    BearingWear bearing,
    SilentGateway gateway,
    AirLeak airLeak,
    DriftingClock clock,
    MeterReset meterReset,
    FaultySensor conductivityProbe) {

  /** The story of a scenario. */
  public static Story of(Scenario scenario, WorkCalendar calendar) {
    long anchorMs = scenario.anchorMs();
    return new Story(
        scenario,
        new StickingValve(scenario, calendar),
        new BearingWear(anchorMs),
        new SilentGateway(scenario, calendar),
        new AirLeak(anchorMs),
        new DriftingClock(anchorMs),
        MeterReset.of(scenario, calendar),
        new FaultySensor(scenario.seedOf("rinse-conductivity")));
  }

  /** What the story does to a gateway. */
  public GatewayCondition conditionOf(String gatewayKey) {
    return switch (gatewayKey) {
      case "GW-04" -> new GatewayCondition.Silent(gateway);
      case "GW-06" -> new GatewayCondition.Drifting(clock);
      default -> new GatewayCondition.Sound();
    };
  }
}
