package dev.mayday.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.mayday.system.Effect;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the compiler does not say: who may know whom, and what would make a replay diverge. */
class ArchitectureTest {
  private static final JavaClasses WORKFLOWS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mayday");

  private static final Set<String> CLOCKS =
      Set.of("now", "currentTimeMillis", "nanoTime", "randomUUID");

  private static final ArchRule NO_CLOCK_NO_CHANCE =
      noClasses()
          .should(
              callMethodWhere(
                  describe(
                      "the clock or chance of the machine",
                      (JavaMethodCall call) ->
                          CLOCKS.contains(call.getName())
                              && call.getTargetOwner().getPackageName().startsWith("java."))));

  @Test
  void roomsKnowOnlyTheRoomsBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("incident")
        .definedBy("dev.mayday.incident")
        .layer("system")
        .definedBy("dev.mayday.system")
        .layer("runbook")
        .definedBy("dev.mayday.runbook")
        .layer("scenario")
        .definedBy("dev.mayday.scenario")
        .layer("triage")
        .definedBy("dev.mayday.triage")
        .whereLayer("triage")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("scenario")
        .mayOnlyBeAccessedByLayers("triage")
        .whereLayer("runbook")
        .mayOnlyBeAccessedByLayers("scenario", "triage")
        .whereLayer("system")
        .mayOnlyBeAccessedByLayers("runbook", "scenario", "triage")
        .check(WORKFLOWS);
  }

  @Test
  void noCircleBetweenPackages() {
    slices().matching("dev.mayday.(*)..").should().beFreeOfCycles().check(WORKFLOWS);
  }

  @Test
  void workflowsReachNothingOutside() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.io..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.net..",
                "java.sql..",
                "java.util.concurrent.."))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.(Thread|Runtime|Process|ProcessBuilder|System)")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.slf4j\\.LoggerFactory|java\\.util\\.(Random|Timer)|java\\.security\\.SecureRandom")
        .check(WORKFLOWS);
  }

  @Test
  void workflowsHaveNoClockAndNoChance() {
    NO_CLOCK_NO_CHANCE.check(WORKFLOWS);
  }

  @Test
  void theRuleAboutClocksCanFail() {
    JavaClasses careless = new ClassFileImporter().importClasses(Careless.class);
    assertThatThrownBy(() -> NO_CLOCK_NO_CHANCE.check(careless)).isInstanceOf(AssertionError.class);
  }

  @Test
  void nothingIsSharedBetweenRuns() {
    fields().that().areStatic().should().beFinal().check(WORKFLOWS);
  }

  @Test
  void everyPortSaysHowItBearsRepetition() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(ActivityInterface.class)
        .should()
        .beAnnotatedWith(Effect.class)
        .check(WORKFLOWS);
  }

  @Test
  void portsAreInterfacesInOneRoom() {
    classes()
        .that()
        .areAnnotatedWith(ActivityInterface.class)
        .should()
        .resideInAPackage("dev.mayday.system")
        .andShould()
        .beInterfaces()
        .check(WORKFLOWS);
  }

  /** What nobody may write in workflow code. */
  static final class Careless {
    Instant clock() {
      return Instant.now();
    }
  }
}
