package io.millrace.registry.bulk;

import java.util.List;

/** The columns of CSV files. Each stands for the field of the JSON form with the same name. */
final class CsvColumns {
  /** The first column of a list of assets: the path. */
  static final String ASSET = "asset";

  /** The first column of a list of points: the path of the asset, then the name. */
  static final String POINT = "point";

  static final List<String> OF_ASSETS =
      List.of(ASSET, "id", "level", "type", "tag", "key", "description", "zone", "calendar");

  static final List<String> OF_POINTS =
      List.of(
          POINT,
          "id",
          "kind",
          "unit",
          "description",
          "tag",
          "key",
          "interpolation",
          "sameTime",
          "counter",
          "expectedPeriod",
          "retention",
          "resolution",
          "instrumentLow",
          "instrumentHigh",
          "normalLow",
          "normalHigh",
          "alarmLow",
          "alarmHigh",
          "role",
          "owner",
          "classification",
          "enumeration",
          "source",
          "channel",
          "valuePath",
          "sourceUnit",
          "factor",
          "offset");

  private CsvColumns() {}
}
