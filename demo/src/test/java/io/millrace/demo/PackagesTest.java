package io.millrace.demo;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each package may see, as their {@code package-info} says it. */
class PackagesTest {
  private static final String ROOT = "io.millrace.demo";
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    // Classes of the JDK need not be read; nothing is said of them.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  private static Architectures.LayeredArchitecture layers(String... names) {
    Architectures.LayeredArchitecture layers =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInAnyPackage(ROOT + "..");
    for (String name : names) {
      layers = layers.layer(name).definedBy(ROOT + "." + name + "..");
    }
    return layers.layer("main").definedBy(ROOT);
  }

  @Test
  void packages_see_only_what_they_may() {
    layers(
            "error",
            "json",
            "physics",
            "calendar",
            "plant",
            "story",
            "simulation",
            "truth",
            "payload",
            "mqtt",
            "gateway",
            "live",
            "past",
            "run",
            "control",
            "pack",
            "command")
        .whereLayer("error")
        .mayNotAccessAnyLayer()
        .whereLayer("json")
        .mayOnlyAccessLayers("error")
        .whereLayer("physics")
        .mayNotAccessAnyLayer()
        .whereLayer("calendar")
        .mayNotAccessAnyLayer()
        .whereLayer("plant")
        .mayOnlyAccessLayers("calendar")
        .whereLayer("story")
        .mayOnlyAccessLayers("calendar", "physics")
        .whereLayer("simulation")
        .mayOnlyAccessLayers("plant", "story", "physics", "calendar")
        .whereLayer("truth")
        .mayOnlyAccessLayers("simulation", "story", "plant", "json")
        .whereLayer("payload")
        .mayOnlyAccessLayers("plant", "simulation", "story", "physics")
        .whereLayer("mqtt")
        .mayOnlyAccessLayers("error")
        .whereLayer("gateway")
        .mayOnlyAccessLayers("payload", "mqtt", "error")
        .whereLayer("live")
        .mayOnlyAccessLayers("simulation", "story", "payload", "gateway", "plant")
        .whereLayer("past")
        .mayOnlyAccessLayers("simulation", "story", "payload", "gateway", "plant")
        .whereLayer("pack")
        .mayOnlyAccessLayers("plant", "calendar", "story", "payload", "json")
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .check(classes);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }
}
