package io.millrace.registry.bulk;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceSpec;
import io.millrace.model.plant.StateModelUse;
import io.millrace.model.state.AssetState;
import io.millrace.model.time.Times;
import io.millrace.registry.Registry;
import io.millrace.registry.change.Actor;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.search.Search;
import io.millrace.registry.testing.RegistryContract;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantImportTest extends RegistryContract {
  private static final String FOUNDRY =
      """
      {
        "format": "millrace-plant-1",
        "calendars": [
          {"key": "two", "name": "Two shifts", "zone": "Europe/Berlin", "anchor": "2026-01-05",
           "shifts": {"E": {"name": "Early", "start": "06:00", "end": "14:00"},
                      "N": {"name": "Night", "start": "22:00", "end": "06:00"}},
           "cycle": [["E", "N"], ["E", "N"], ["E", "N"], ["E", "N"], ["E"], [], []],
           "exceptions": [{"date": "2026-05-01", "name": "Labour Day"}]}
        ],
        "enumerations": [
          {"key": "mode", "name": "Machine mode",
           "values": [{"code": 0, "text": "manual"}, {"code": 1, "text": "auto"}]}
        ],
        "stateModels": [
          {"key": "machine", "name": "Machine by power", "assetType": "die-casting-machine",
           "rules": [
             {"state": "no-data", "when": {"stale": "Power", "for": "60s"}},
             {"state": "running", "when": {"point": "Power", "above": 10}}],
           "otherwise": "idle", "otherwiseHold": "30s"}
        ],
        "sources": [
          {"key": "dcm-1", "name": "DCM 1", "simulated": true, "expectedPeriod": "1s",
           "asset": "Demo Foundry/Die casting/DCM 1"}
        ],
        "assets": [
          {"name": "Demo Foundry", "level": "site", "zone": "Europe/Berlin", "calendar": "two",
           "assets": [
             {"name": "Die casting", "level": "area",
              "assets": [
                {"name": "DCM 1", "level": "work-unit", "type": "die-casting-machine",
                 "stateModel": "machine",
                 "address": {"source": "dcm-1", "channel": "foundry/dcm-1"},
                 "points": [
                   {"name": "Power", "kind": "double", "unit": "kW", "address": "power",
                    "expectedPeriod": "1s", "ranges": {"normal": [5, 80], "alarm": [null, 95]}},
                   {"name": "Die temperature", "kind": "double", "unit": "Cel",
                    "address": {"path": "dieTempF", "unit": "[degF]"}},
                   {"name": "Mode", "kind": "enumeration", "enumeration": "mode",
                    "address": {"channel": "foundry/dcm-1/mode"}}
                 ]}
              ]}
           ]}
        ]
      }
      """;

  @Test
  void a_plant_written_by_hand_is_taken_in_whole() {
    ImportReport report = load(FOUNDRY);
    assertThat(report.faults()).isEmpty();
    assertThat(report.applied()).isTrue();
    assertThat(report.created()).isEqualTo(10);
    Asset machine = at("Demo Foundry/Die casting/DCM 1");
    assertThat(machine.spec().type()).isEqualTo("die-casting-machine");
    assertThat(registry.calendars().ofAsset(acme, machine.id())).isPresent();
    List<Point> points = registry.points().ofAsset(acme, machine.id());
    assertThat(points).extracting(Point::name).containsExactly("Die temperature", "Mode", "Power");
    Point power = points.get(2);
    assertThat(power.spec().traits().expectedPeriodNs()).isEqualTo(Times.SECOND);
    assertThat(power.spec().ranges().alarm().high()).isEqualTo(95);
    AddressBinding binding = registry.bindings().ofPoint(acme, points.get(0).id()).getFirst();
    assertThat(binding.address().channel()).isEqualTo("foundry/dcm-1");
    assertThat(binding.address().path()).isEqualTo("dieTempF");
    assertThat(binding.stored().apply(32)).isEqualTo(0);
    StateModelUse use = registry.stateModels().useOf(acme, machine.id()).orElseThrow();
    assertThat(use.points()).containsEntry("Power", power.id());
    assertThat(registry.stateModels().find(acme, use.model()).orElseThrow().rules().otherwise())
        .isEqualTo(AssetState.IDLE);
    Source source = registry.sources().findByKey(acme, "dcm-1").orElseThrow();
    assertThat(registry.sources().placements(acme, source.id()))
        .singleElement()
        .satisfies(placement -> assertThat(placement.asset()).isEqualTo(machine.id()));
    assertThat(registry.search().find(acme, "foundry power", Search.ALL, 10)).hasSize(1);
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .filteredOn(PointBound.class::isInstance)
        .hasSize(3);
  }

  @Test
  void the_same_file_again_changes_nothing() {
    load(FOUNDRY);
    forgetContext();
    long changes = registry.changes().lastSequence();
    ImportReport again = load(FOUNDRY);
    assertThat(again.faults()).isEmpty();
    assertThat(again.effects()).isEmpty();
    assertThat(again.kept()).isEqualTo(10);
    assertThat(registry.changes().lastSequence()).isEqualTo(changes);
    assertThat(takeContext()).isEmpty();
  }

  @Test
  void a_dry_run_says_exactly_what_a_run_does_and_does_nothing() {
    long changes = registry.changes().lastSequence();
    ImportReport dry = dry(FOUNDRY);
    assertThat(dry.applied()).isFalse();
    assertThat(registry.changes().lastSequence()).isEqualTo(changes);
    assertThat(registry.assets().all(acme)).isEmpty();
    assertThat(registry.outbox().pending(10)).isEmpty();
    ImportReport real = load(FOUNDRY);
    assertThat(real.effects()).isEqualTo(dry.effects());
    assertThat(dry.effects())
        .contains(
            new ImportEffect(
                34,
                ImportAction.CREATE,
                EntityType.POINT,
                "Demo Foundry/Die casting/DCM 1/Power",
                List.of()));
  }

  @Test
  void a_changed_file_changes_what_differs_and_says_which_fields() {
    load(FOUNDRY);
    ImportReport report =
        load(
            FOUNDRY
                .replace(
                    "\"unit\": \"kW\", \"address\"",
                    "\"unit\": \"W\", \"tag\": \"P1\", \"address\"")
                .replace("\"level\": \"area\"", "\"level\": \"line\"")
                .replace(
                    "\"expectedPeriod\": \"1s\",\n     ", "\"expectedPeriod\": \"2s\",\n     "));
    assertThat(report.faults()).isEmpty();
    assertThat(report.effects())
        .extracting(effect -> effect.action() + " " + effect.name() + " " + effect.fields())
        .containsExactly(
            "CHANGE DCM 1 [expectedPeriod]",
            "CHANGE Demo Foundry/Die casting [level]",
            "CHANGE Demo Foundry/Die casting/DCM 1/Power [unit, tag]");
  }

  @Test
  void absent_fields_are_left_alone_and_null_is_the_default() {
    load(FOUNDRY);
    load(part("{\"path\": \"Demo Foundry/Die casting/DCM 1\", \"description\": \"Old\"}"));
    Asset machine = at("Demo Foundry/Die casting/DCM 1");
    assertThat(machine.spec().type()).isEqualTo("die-casting-machine");
    assertThat(machine.spec().description()).isEqualTo("Old");
    load(part("{\"path\": \"Demo Foundry/Die casting/DCM 1\", \"type\": null}"));
    assertThat(at("Demo Foundry/Die casting/DCM 1").spec().type()).isEmpty();
  }

  @Test
  void with_a_key_a_thing_is_found_again_although_it_was_renamed() {
    load(part("{\"name\": \"Press 1\", \"key\": \"eq-1\"}"));
    ImportReport report = load(part("{\"name\": \"Press A\", \"key\": \"eq-1\"}"));
    assertThat(report.effects())
        .singleElement()
        .satisfies(effect -> assertThat(effect.action()).isEqualTo(ImportAction.CHANGE));
    assertThat(registry.assets().all(acme)).extracting(Asset::name).containsExactly("Press A");
  }

  @Test
  void all_faults_are_named_with_line_and_field_and_nothing_is_done() {
    ImportReport report =
        load(
            """
            {"format": "millrace-plant-1",
             "assets": [
               {"name": "A", "zone": "Mars/Olympus"},
               {"name": "B", "points": [
                 {"name": "P", "kind": "double", "unit": "°C"},
                 {"name": "Q", "kind": "number"},
                 {"name": "R", "kind": "double", "colour": "red"},
                 {"name": "S", "kind": "double", "address": "x"},
                 {"name": "T", "kind": "text", "ranges": {"normal": [1, 2]}},
                 {"kind": "double"},
                 {"name": "U", "kind": "double", "expectedPeriod": "soon"},
                 {"name": "V", "kind": "double"}, {"name": "v", "kind": "double"}
               ]}
             ]}
            """);
    assertThat(report.applied()).isFalse();
    assertThat(report.refused()).isEqualTo(9);
    assertThat(report.faults())
        .extracting(fault -> fault.line() + " " + fault.field())
        .containsExactlyInAnyOrder(
            "3 zone",
            "5 unit",
            "6 kind",
            "7 colour",
            "8 address",
            "9 ranges",
            "10 name",
            "11 expectedPeriod",
            "12 name");
    assertThat(registry.assets().all(acme)).isEmpty();
    assertThat(registry.points().page(acme, PointStatus.ACTIVE, null, 10)).isEmpty();
  }

  @Test
  void what_is_no_json_or_no_plant_is_said_with_its_line() {
    assertThat(load("{\"format\": \"millrace-plant-1\",\n \"assets\": [\n{\"name\": }]}").faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.line()).isEqualTo(3));
    assertThat(load("[]").faults()).hasSize(1);
    assertThat(load("").faults()).hasSize(1);
    assertThat(load("{\"assets\": []}").faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.field()).isEqualTo("format"));
    assertThat(load("{\"format\": \"millrace-plant-1\", \"asets\": []}").faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.field()).isEqualTo("asets"));
  }

  @Test
  void an_address_of_another_point_is_not_taken_away() {
    load(FOUNDRY);
    ImportReport report =
        load(
            part(
                """
                {"path": "Demo Foundry/Die casting/DCM 2", "points": [
                  {"name": "Power", "kind": "double",
                   "address": {"source": "DCM 1", "channel": "foundry/dcm-1", "path": "power"}}]}
                """));
    assertThat(report.faults())
        .singleElement()
        .satisfies(
            fault -> assertThat(fault.message()).contains("belongs to another point already"));
  }

  @Test
  void ids_are_kept_so_that_sites_can_merge_and_never_given_twice() {
    String id = "0190a0a0-0000-7000-8000-000000000001";
    String site = part("{\"id\": \"" + id + "\", \"name\": \"Site\"}");
    load(site);
    assertThat(at("Site").id()).hasToString(id);
    assertThat(load(part("{\"id\": \"" + id + "\", \"name\": \"Other name\"}")).changed())
        .isEqualTo(1);
    Actor eve = stranger();
    ImportReport theirs = registry.imports().run(eve, bytes(site), ImportFormat.JSON);
    assertThat(theirs.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("cannot be given again"));
    assertThat(load(part("{\"id\": \"x\", \"name\": \"Y\"}")).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.field()).isEqualTo("id"));
  }

  @Test
  void csv_lists_of_assets_and_points_are_taken_in() {
    registry.sources().create(ada, SourceSpec.of("gw"));
    ImportReport assets =
        csv(
            """
            asset;level;zone;attributes
            """);
    assertThat(assets.faults()).extracting(ImportFault::field).containsExactly("attributes");
    assertThat(
            csv("\uFEFFasset;level;zone\nHall/Press 1;work-unit;\nHall;area;Europe/Berlin\n")
                .faults())
        .isEmpty();
    ImportReport points =
        csv(
            """
            point,kind,unit,normalLow,normalHigh,source,channel,valuePath,sourceUnit,tag
            Hall/Press 1/Power,double,kW,,80,gw,hall/press1,p,W,'=TI-1
            "Hall/Press 1/Oil, hot",double,Cel,10,,,,,,
            """);
    assertThat(points.faults()).isEmpty();
    assertThat(points.created()).isEqualTo(2);
    Point power =
        registry.points().findByPath(acme, PlantPath.parse("Hall/Press 1/Power")).orElseThrow();
    assertThat(power.spec().ranges().normal().low()).isNull();
    assertThat(power.spec().ranges().normal().high()).isEqualTo(80);
    assertThat(power.spec().tag()).isEqualTo("=TI-1");
    assertThat(registry.bindings().ofPoint(acme, power.id()).getFirst().stored().apply(1500))
        .isEqualTo(1.5);
    assertThat(csv("point,kind\nHall/Press 1/X\nNowhere/Y,double\n").faults())
        .extracting(fault -> fault.line() + " " + fault.field())
        .containsExactly("2 ");
    assertThat(csv("point,kind\nNowhere/Y,double\n").faults())
        .extracting(fault -> fault.line() + " " + fault.field())
        .containsExactly("2 path");
    assertThat(csv("name,kind\nY,double\n").faults()).hasSize(1);
    assertThat(csv("").faults()).hasSize(1);
  }

  @Test
  void size_is_bounded() {
    Registry small = new Registry(database, ids, clock, new ImportSettings(1_000, 3, 2));
    refused(
        RegistryError.REGISTRY_TOO_LARGE,
        () ->
            small
                .imports()
                .run(
                    ada,
                    bytes(part("{\"name\":\"" + "x".repeat(2_000) + "\"}")),
                    ImportFormat.JSON));
    refused(
        RegistryError.REGISTRY_TOO_LARGE,
        () ->
            small
                .imports()
                .run(
                    ada,
                    bytes(
                        part(
                            "{\"name\":\"A\"},{\"name\":\"B\"},{\"name\":\"C\"},{\"name\":\"D\"}")),
                    ImportFormat.JSON));
    ImportReport report =
        small
            .imports()
            .run(
                ada,
                bytes(part("{\"name\":\"A\"},{\"name\":\"B\"},{\"name\":\"C\"}")),
                ImportFormat.JSON);
    assertThat(report.created()).isEqualTo(3);
    assertThat(report.effects()).hasSize(2);
  }

  private static String part(String assets) {
    return "{\"format\": \"millrace-plant-1\", \"assets\": [" + assets + "]}";
  }

  private Asset at(String path) {
    return registry.assets().findByPath(acme, PlantPath.parse(path)).orElseThrow();
  }

  private ImportReport load(String json) {
    return registry.imports().run(ada, bytes(json), ImportFormat.JSON);
  }

  private ImportReport dry(String json) {
    return registry.imports().dryRun(ada, bytes(json), ImportFormat.JSON);
  }

  private ImportReport csv(String text) {
    return registry.imports().run(ada, bytes(text), ImportFormat.CSV);
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static String foundry() {
    return FOUNDRY;
  }
}
