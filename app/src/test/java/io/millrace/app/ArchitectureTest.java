package io.millrace.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.millrace.model.error.ErrorCode;
import io.millrace.model.error.MillraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ARCHITECTURE.md says of the house, held. */
class ArchitectureTest {
  private static final String ROOT = "io.millrace.";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace");

  /** The table of ARCHITECTURE.md: what each module may see, beside itself. */
  private static final Map<String, List<String>> MAY_SEE = maySee();

  private static Map<String, List<String>> maySee() {
    Map<String, List<String>> table = new TreeMap<>();
    table.put("model", List.of());
    table.put("journal", List.of("model"));
    table.put("history", List.of("model"));
    table.put("registry", List.of("model"));
    table.put("security", List.of("model"));
    table.put("pipeline", List.of("model", "journal", "history", "registry", "security"));
    table.put("broker", List.of("model", "journal", "security"));
    table.put("connectors.http", List.of("model", "journal", "security"));
    table.put(
        "web",
        List.of(
            "model",
            "journal",
            "history",
            "registry",
            "security",
            "pipeline",
            "broker",
            "connectors.http"));
    table.put("demo", List.of());
    return table;
  }

  static Set<String> modules() {
    return MAY_SEE.keySet();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_sees_only_what_the_architecture_allows(String module) {
    List<String> allowed = new ArrayList<>(MAY_SEE.getOrDefault(module, List.of()));
    allowed.add(module);
    String[] packages = allowed.stream().map(each -> ROOT + each + "..").toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.millrace..").and(resideOutsideOfPackages(packages)))
        .check(HOUSE);
  }

  @Test
  void every_package_belongs_to_a_module_of_the_table() {
    Set<String> strangers = new TreeSet<>();
    for (JavaClass each : HOUSE) {
      String name = each.getPackageName();
      boolean known =
          name.startsWith(ROOT + "app")
              || MAY_SEE.keySet().stream().anyMatch(module -> name.startsWith(ROOT + module));
      if (!known) {
        strangers.add(name);
      }
    }
    assertThat(strangers).isEmpty();
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("io.millrace.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void every_package_is_null_marked() {
    List<String> unmarked =
        HOUSE.stream()
            .map(JavaClass::getPackage)
            .filter(each -> !each.getClasses().isEmpty())
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .distinct()
            .sorted()
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @Test
  void only_the_command_line_writes_to_the_console() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.app.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(HOUSE);
  }

  @Test
  void only_the_log_package_knows_the_logging_back_end() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.app.log..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.util.logging.."))
        .check(HOUSE);
  }

  /** The demo plant may: it is paced by the clock on the wall, as a plant is. */
  @Test
  void the_server_never_waits_by_sleeping() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.demo..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .check(HOUSE);
  }

  @Test
  void nothing_ends_the_process_but_main_and_the_stop_signal() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.millrace.app.Main")
        .and()
        .doNotHaveFullyQualifiedName("io.millrace.app.process.StopSignal")
        .and()
        .resideOutsideOfPackage("io.millrace.demo..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(HOUSE);
  }

  @Test
  void a_domain_has_one_exception_and_one_enum_of_codes_side_by_side() {
    Map<String, Set<String>> exceptions = new TreeMap<>();
    Map<String, Set<String>> codes = new TreeMap<>();
    for (JavaClass each : HOUSE) {
      if (each.isAssignableTo(MillraceException.class) && !isAbstract(each)) {
        exceptions
            .computeIfAbsent(each.getPackageName(), any -> new TreeSet<>())
            .add(each.getName());
      }
      if (each.isEnum() && each.isAssignableTo(ErrorCode.class)) {
        codes.computeIfAbsent(each.getPackageName(), any -> new TreeSet<>()).add(each.getName());
      }
    }
    assertThat(exceptions).allSatisfy((domain, names) -> assertThat(names).as(domain).hasSize(1));
    assertThat(codes).allSatisfy((domain, names) -> assertThat(names).as(domain).hasSize(1));
    assertThat(exceptions.keySet()).isEqualTo(codes.keySet());
  }

  private static boolean isAbstract(JavaClass each) {
    return each.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  @Test
  void error_codes_are_enums_with_names_that_are_unique_in_the_whole_house() {
    classes()
        .that(
            assignableTo(ErrorCode.class)
                .and(describe("are not the interface", each -> !each.isInterface())))
        .should()
        .beEnums()
        .check(HOUSE);
    List<String> names = new ArrayList<>();
    for (JavaClass each : HOUSE) {
      if (each.isEnum() && each.isAssignableTo(ErrorCode.class)) {
        for (Object constant : each.reflect().getEnumConstants()) {
          names.add(((ErrorCode) constant).name());
        }
      }
    }
    assertThat(names)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[A-Z][A-Z0-9_]*"));
  }

  @Test
  void bare_exceptions_are_not_thrown() {
    noClasses()
        .that()
        .areNotAssignableTo(Throwable.class)
        .should()
        .callConstructor(RuntimeException.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class)
        .orShould()
        .callConstructor(RuntimeException.class, String.class, Throwable.class)
        .orShould()
        .callConstructor(RuntimeException.class, Throwable.class)
        .orShould()
        .callConstructor(Exception.class, String.class)
        .check(HOUSE);
  }
}
