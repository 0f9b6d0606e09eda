package org.seq4j.experiments.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.NullMarked;
import org.nd4j.linalg.factory.Nd4j;

/** The arrows between the modules, and what no class of the project does. */
@AnalyzeClasses(packages = "org.seq4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule MODELS_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("org.seq4j.models..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.seq4j..").and(not(resideInAPackage("org.seq4j.models.."))));

    @ArchTest
    static final ArchRule DATA_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("org.seq4j.data..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.seq4j..").and(not(resideInAPackage("org.seq4j.data.."))));

    @ArchTest
    static final ArchRule BACKEND_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("org.seq4j.backend..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.seq4j..").and(not(resideInAPackage("org.seq4j.backend.."))));

    @ArchTest
    static final ArchRule PACKAGES_OF_MODELS_FORM_NO_CYCLE =
            slices().matching("org.seq4j.models.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_DATA_FORM_NO_CYCLE =
            slices().matching("org.seq4j.data.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_EXPERIMENTS_FORM_NO_CYCLE =
            slices().matching("org.seq4j.experiments.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule KERNELS_KNOW_ARRAYS_ONLY = noClasses()
            .that()
            .resideInAPackage("org.seq4j.models.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.datavec..")
            .orShould()
            .dependOnClassesThat(
                    resideInAPackage("org.seq4j..").and(not(resideInAPackage("org.seq4j.models.kernel.."))));

    @ArchTest
    static final ArchRule LIBRARIES_NAME_NO_BACKEND_AND_NO_LOGGING_BINDING = noClasses()
            .that()
            .resideInAnyPackage("org.seq4j.models..", "org.seq4j.data..", "org.seq4j.backend..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..", "ch.qos.logback..", "picocli..");

    @ArchTest
    static final ArchRule NOBODY_DESERIALISES_JAVA_OBJECTS = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ModelSerializer.class)
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("SerializationUtils")
            .because("a file from elsewhere must not name the classes that reading it creates;"
                    + " models are read by org.seq4j.models.archive");

    @ArchTest
    static final ArchRule ONLY_THE_CONSOLE_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage("org.seq4j.experiments.cli")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("standard output holds results only; org.seq4j.experiments.cli.Console writes them");

    @ArchTest
    static final ArchRule RANDOMNESS_COMES_FROM_A_SEED = noClasses()
            .should()
            .callMethod(Nd4j.class, "getRandom")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .because("every random number is a function of the seed, the update and the place");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Set<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(p ->
                        p.getClasses().stream().anyMatch(c -> !c.getSimpleName().equals("package-info")))
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertThat(unmarked)
                .as("packages whose package-info.java is missing or lacks @NullMarked")
                .isEmpty();
    }
}
