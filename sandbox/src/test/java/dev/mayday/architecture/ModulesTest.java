package dev.mayday.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

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

  /**
   * What nobody else can do, nobody does with a secret on the command line. The first two are the
   * one place of Mayday itself, the others the sandbox's; that they are found shows that others
   * would be.
   */
  @Test
  void programsAreStartedByTheseAlone() {
    assertThat(ALL.stream().filter(ModulesTest::startsPrograms).map(JavaClass::getFullName))
        .containsExactlyInAnyOrder(
            "dev.mayday.activities.command.Commands",
            "dev.mayday.activities.command.Launch",
            "dev.mayday.sandbox.Birth",
            "dev.mayday.sandbox.Daemon",
            "dev.mayday.sandbox.Exec",
            "dev.mayday.sandbox.demo.Child",
            "dev.mayday.sandbox.demo.Operator");
  }

  private static boolean startsPrograms(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
            .anyMatch(use -> use.getTargetClass().isEquivalentTo(ProcessBuilder.class))
        || type.getMethodCallsFromSelf().stream()
            .filter(call -> call.getTargetOwner().isEquivalentTo(Runtime.class))
            .anyMatch(call -> call.getName().equals("exec"));
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
