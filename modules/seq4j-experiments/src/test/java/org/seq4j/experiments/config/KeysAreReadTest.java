package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every key of the experiment file is read by somebody outside this package. */
class KeysAreReadTest {

    /** Keys that act inside this package: the version is checked, the name makes run_dir, the direction is checked. */
    private static final Set<String> READ_HERE = Set.of("schema", "name", "training.early_stopping.mode");

    @Test
    void everyKeyIsReadOutsideThisPackage() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.seq4j.experiments");
        String here = ExperimentConfig.class.getPackageName();
        Set<String> called = classes.stream()
                .filter(type -> !type.getPackageName().equals(here)
                        || type.isEquivalentTo(BackendConfig.class)
                        || type.isEquivalentTo(ThreadsConfig.class)
                        || type.isEquivalentTo(MemoryConfig.class)
                        || type.isEquivalentTo(DataConfig.class)
                        || type.isEquivalentTo(DecodingConfig.class)
                        || type.isEquivalentTo(ExperimentConfig.class)
                        || type.isEquivalentTo(ClassWeightsConfig.class)
                        || type.isEquivalentTo(SweepPlan.class))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .map(JavaMethodCall::getTarget)
                .filter(target -> target.getOwner().getPackageName().equals(here))
                .map(target -> target.getOwner().getName() + "." + target.getName())
                .collect(Collectors.toSet());
        Set<String> references = classes.stream()
                .filter(type -> !type.getPackageName().equals(here))
                .flatMap(type -> type.getMethodReferencesFromSelf().stream())
                .map(reference -> reference.getTarget().getOwner().getName() + "."
                        + reference.getTarget().getName())
                .collect(Collectors.toSet());
        Set<String> read = new TreeSet<>(called);
        read.addAll(references);

        Set<String> unread = new TreeSet<>();
        for (SchemaKey key : Schema.experiment().all()) {
            String accessor = "." + key.component().getName();
            boolean isRead = types(key.component().getDeclaringRecord())
                    .map(type -> type.getName() + accessor)
                    .anyMatch(read::contains);
            if (!READ_HERE.contains(key.path()) && !isRead) {
                unread.add(key.path());
            }
        }
        assertThat(unread).as("keys that no other package reads").isEmpty();
    }

    /** A type and its interfaces: a key may be read through one of them. */
    private static Stream<Class<?>> types(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces()).flatMap(KeysAreReadTest::types));
    }
}
