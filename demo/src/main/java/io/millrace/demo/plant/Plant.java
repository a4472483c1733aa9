package io.millrace.demo.plant;

import java.util.List;

/** The whole foundry. */
public record Plant(
    String organisation,
    String site,
    List<String> areas,
    List<Gateway> gateways,
    List<Asset> assets,
    List<Channel> channels) {
  public Plant {
    areas = List.copyOf(areas);
    gateways = List.copyOf(gateways);
    assets = List.copyOf(assets);
    channels = List.copyOf(channels);
  }

  /**
   * The asset with a key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Asset asset(String key) {
    return assets.stream()
        .filter(asset -> asset.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The plant has no asset " + key + "."));
  }

  /** How many points it has. */
  public int pointCount() {
    return channels.stream().mapToInt(channel -> channel.points().size()).sum();
  }
}
