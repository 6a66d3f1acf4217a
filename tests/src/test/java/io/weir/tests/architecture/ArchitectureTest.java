// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may use whom, and what nobody may do. A rule about a place that holds no class would prove nothing, and fails. */
class ArchitectureTest {
    /** Places without a class so far. Take a place out of here with its first class: the test fails until you do. */
    private static final Set<Place> NOT_YET = Set.of(Place.BENCHMARKS);

    /** Calcite, and the libraries that stand in its method signatures. */
    private static final String[] CALCITE = {"org.apache.calcite..", "com.google.common..", "org.checkerframework.."};

    /** The table of docs/architecture.md: each place, the places it may use, and the libraries it may use. */
    private static final List<Allowance> ALLOWANCES = List.of(
            allow(Place.SPI),
            allow(Place.PLAN, Place.SPI).and("com.fasterxml.jackson.."),
            allow(Place.FUNCTIONS, Place.SPI).and("com.google.re2j.."),
            allow(Place.SQL_PARSER, Place.SPI).and(CALCITE).and("org.slf4j.."), // the generated parser logs
            allow(Place.PLANNER, Place.SPI, Place.PLAN, Place.FUNCTIONS, Place.SQL_PARSER)
                    .and(CALCITE),
            allow(Place.EXECUTOR, Place.SPI, Place.PLAN, Place.FUNCTIONS)
                    .and("org.codehaus.janino..", "org.codehaus.commons.compiler..", "org.rocksdb.."),
            allow(Place.REFERENCE, Place.SPI, Place.PLAN, Place.FUNCTIONS),
            allow(Place.FORMATS, Place.SPI),
            allow(Place.DATAGEN, Place.SPI),
            allow(Place.NEXMARK, Place.SPI),
            allow(Place.FILESYSTEM, Place.SPI),
            allow(Place.KAFKA, Place.SPI).and("org.apache.kafka..", "com.google.re2j.."),
            // what the broker's own process runs; never on the class path of the client
            allow(Place.KAFKA_BROKER).and("kafka..", "org.apache.kafka.."),
            allow(
                    Place.ENGINE,
                    Place.SPI,
                    Place.PLAN,
                    Place.FUNCTIONS,
                    Place.SQL_PARSER,
                    Place.PLANNER,
                    Place.EXECUTOR),
            // Avatica for servers that speak its protocol alone
            allow(Place.JDBC_DRIVER, Place.SPI)
                    .and("org.apache.calcite.avatica..", "com.google.protobuf..", "org.joou.."),
            // jdk.net: how the system finds out that the other end of a socket is gone
            allow(Place.SERVER, Place.SPI, Place.ENGINE)
                    .and("io.netty..", "org.apache.calcite.avatica..", "com.google.protobuf..", "jdk.net.."),
            // the JDK's own processor time, for measuring; of the parser only what reads the words of a text
            allow(
                            Place.SHELL,
                            Place.SPI,
                            Place.SQL_PARSER,
                            Place.ENGINE,
                            Place.JDBC_DRIVER,
                            Place.SERVER,
                            Place.KAFKA_BROKER)
                    .and("com.sun.management..", "org.jline.."));

    private static final JavaClasses WEIR = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("io.weir")
            .that(describe("are not package-info", type -> !type.getSimpleName().equals("package-info")));

    private static final Set<String> SOURCES = sources();

    private static final DescribedPredicate<JavaClass> WRITTEN_BY_HAND = describe(
            "are written by hand",
            type -> SOURCES.contains(type.getPackageName() + "/"
                    + type.getSource().flatMap(source -> source.getFileName()).orElse("")));

    private static final DescribedPredicate<JavaClass> NAMED_WITHOUT_AN_IDEA = describe(
            "named util, common, base, abstract, impl, manager or helper",
            type -> type.getSimpleName()
                    .matches(".*Utils?|.*Common|Base([A-Z].*)?|Abstract[A-Z].*|.*Impl|.*Manager|.*Helper"));

    @ParameterizedTest
    @EnumSource(Place.class)
    void aPlaceHoldsClassesUnlessItIsListedAsNotYetBuilt(Place place) {
        boolean built = WEIR.stream().anyMatch(place::holds);
        if (NOT_YET.contains(place)) {
            assertThat(built)
                    .as("%s has its first class: take it out of NOT_YET, so that its rules hold from now on", place)
                    .isFalse();
        } else {
            assertThat(built)
                    .as("%s holds no class, so its rules would prove nothing", place)
                    .isTrue();
        }
    }

    @Test
    void everyClassStandsInAPlaceThatTheRulesKnow() {
        assertThat(WEIR.stream().filter(type -> Stream.of(Place.values()).noneMatch(place -> place.holds(type))))
                .as("classes in a package that Place does not list")
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> aPlaceUsesOnlyWhatTheTableAllows() {
        return ALLOWANCES.stream()
                .map(allowance -> DynamicTest.dynamicTest(allowance.place().name(), () -> {
                    assumeFalse(NOT_YET.contains(allowance.place()), "holds no class yet");
                    check(allowance.rule());
                }));
    }

    @Test
    void everyPlaceButTheOutermostHasARowInTheTable() {
        Set<Place> listed =
                EnumSet.copyOf(ALLOWANCES.stream().map(Allowance::place).toList());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(listed)))
                .as("operators are part of the executor, benchmarks may use everything")
                .containsExactlyInAnyOrder(Place.OPERATORS, Place.BENCHMARKS);
    }

    @Test
    void anOperatorReadsNoClockStartsNoThreadAndTouchesNoFile() {
        assumeFalse(NOT_YET.contains(Place.OPERATORS), "holds no class yet");
        check(noClasses()
                .that()
                .resideInAPackage(Place.OPERATORS.packages())
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(target(name("now"))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.(.*Executor.*|ForkJoin.*|CompletableFuture)")
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.util\\.(Random|Timer|UUID)|java\\.security\\.SecureRandom"))
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..")
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.io\\.(File|RandomAccess|Object).*"))
                .because("an operator gets time, randomness, memory and state from its context"));
    }

    @Test
    void onlyTheDriverAndTheServerUseAvaticaBeyondTheNamesInCalcitesSignatures() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        Place.JDBC_DRIVER.packages(), Place.SERVER.packages(), Place.BENCHMARKS.packages())
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.calcite.avatica..")
                        .and(not(resideInAPackage("org.apache.calcite.avatica.util..")))));
    }

    @Test
    void nothingReadsOrWritesJavaSerialisation() {
        check(noClasses()
                .should()
                .dependOnClassesThat(nameMatching("java\\.io\\.Object(Input|Output)Stream(\\$.*)?"))
                .because("bytes from outside must never choose which class is made"));
    }

    @Test
    void everyNameSaysAnIdea() {
        check(noClasses()
                .that(WRITTEN_BY_HAND)
                .should(ArchCondition.from(NAMED_WITHOUT_AN_IDEA))
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..base..", "..impl..", "..helper..")
                .because("if only such a name fits, the thing has no idea of its own yet"));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages =
                WEIR.that(WRITTEN_BY_HAND).stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages).isNotEmpty();
        assertThat(packages.stream()
                        .filter(each -> !SOURCES.contains(each.getName() + "/package-info.java")
                                || !each.isAnnotatedWith(NullMarked.class)))
                .as("packages without a package-info that says @NullMarked")
                .isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(WEIR);
    }

    private static Allowance allow(Place place, Place... uses) {
        return new Allowance(place, List.of(uses), List.of());
    }

    /** Each source file of the modules, as {@code io.weir.spi/Batch.java}. */
    private static Set<String> sources() {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> modules = Files.walk(root, 2)) {
            Set<String> found = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ArchitectureTest::sourcesBelow)
                    .collect(Collectors.toSet());
            assertThat(found).as("source files below %s", root).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> sourcesBelow(Path code) {
        try (Stream<Path> files = Files.walk(code)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(code::relativize)
                    .map(file ->
                            file.getParent().toString().replace(File.separatorChar, '.') + "/" + file.getFileName())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one place may use beside itself and the JDK. */
    private record Allowance(Place place, List<Place> uses, List<String> libraries) {
        Allowance and(String... more) {
            return new Allowance(
                    place,
                    uses,
                    Stream.concat(libraries.stream(), Stream.of(more)).toList());
        }

        ArchRule rule() {
            Set<Place> places = EnumSet.of(place);
            places.addAll(uses);
            String[] allowed = Stream.of(
                            places.stream().map(Place::packages),
                            libraries.stream(),
                            Stream.of("java..", "javax..", "org.jspecify.annotations.."))
                    .flatMap(each -> each)
                    .toArray(String[]::new);
            return classes()
                    .that()
                    .resideInAPackage(place.packages())
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed);
        }
    }
}
