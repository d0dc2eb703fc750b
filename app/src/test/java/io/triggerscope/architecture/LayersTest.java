package io.triggerscope.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may import whom; everything else is forbidden. */
class LayersTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.triggerscope");

  @ParameterizedTest
  @CsvSource({
    "model,      ''",
    "feed,       model",
    "postgres,   feed model",
    "connection, model",
    "demo,       postgres model",
    "viewmodel,  feed postgres connection demo model",
    "ui,         viewmodel model",
  })
  void aPackageImportsOnlyWhatItMay(String layer, String allowed) {
    var mayImport =
        Stream.concat(Stream.of(layer), Arrays.stream(allowed.split(" ")).filter(s -> !s.isEmpty()))
            .map(LayersTest::in)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(in(layer))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(mayImport).or(not(resideInAnyPackage("io.triggerscope.."))))
        .check(CLASSES);
  }

  @Test
  void onlyPostgresAndDemoSpeakJdbc() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("postgres"), in("demo"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.jdbi..")
        .check(CLASSES);
  }

  @Test
  void javaFxStaysInTheWindowAndItsStateInTheViewModels() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("ui"), in("viewmodel"), "io.triggerscope")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(in("viewmodel"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("javafx..")
                .and(not(resideInAnyPackage("javafx.beans..", "javafx.collections.."))))
        .check(CLASSES);
  }

  @Test
  void platformIsKnownToTheRootOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.triggerscope")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("javafx.application.Platform")
        .check(CLASSES);
  }

  private static String in(String layer) {
    return "io.triggerscope." + layer + "..";
  }
}
