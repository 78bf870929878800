package dev.mayday.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.temporal.activity.ActivityInterface;
import org.junit.jupiter.api.Test;

/** The modules' boundaries, and no circle between any two packages of them all. */
class ModulesTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(
              location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
          .importPackages("dev.mayday");

  @Test
  void noCircleBetweenPackages() {
    slices().matching("dev.mayday.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void modulesKnowOnlyTheModulesBelow() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.mayday.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.mayday.sandbox..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAnyPackage("dev.mayday.activities..", "dev.mayday.worker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.mayday.starter..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("dev.mayday.activities..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.mayday.worker..")
        .check(ALL);
  }

  @Test
  void whatStandsBehindAPortIsAnAdapter() {
    classes()
        .that(implementAPort())
        .and()
        .resideInAPackage("dev.mayday.activities..")
        .should()
        .haveSimpleNameEndingWith("Adapter")
        .check(ALL);
  }

  private static DescribedPredicate<JavaClass> implementAPort() {
    return DescribedPredicate.describe(
        "implement a port",
        type ->
            !type.isInterface()
                && type.getAllRawInterfaces().stream()
                    .anyMatch(each -> each.isAnnotatedWith(ActivityInterface.class)));
  }
}
