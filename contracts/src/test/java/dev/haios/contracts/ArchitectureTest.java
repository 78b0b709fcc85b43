package dev.haios.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
        packages = "dev.haios.contracts",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_contracts_know_no_framework_database_or_socket =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework..", "java.sql..", "java.net.http..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.haios.contracts.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_clock_is_always_handed_in =
            noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule names_say_what_a_class_does =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|DTO|Data|Info)");

    @ArchTest
    static final ArchRule messages_are_records_or_words =
            classes()
                    .that()
                    .arePublic()
                    .and()
                    .resideInAnyPackage(
                            "..budget..",
                            "..registry..",
                            "..heartbeat..",
                            "..eviction..",
                            "..alert..",
                            "..routing..",
                            "..invoke..",
                            "..model..",
                            "..receipt..",
                            "..resource..",
                            "..work..",
                            "..problem..")
                    .should()
                    .beRecords()
                    .orShould()
                    .beEnums();

    @ArchTest
    static void every_package_says_what_it_is_for_and_is_null_marked(JavaClasses all) {
        for (JavaClass type : all) {
            assertThat(type.getPackage().tryGetPackageInfo())
                    .as(type.getPackageName())
                    .hasValueSatisfying(
                            info -> assertThat(info.isAnnotatedWith(NullMarked.class)).isTrue());
        }
    }
}
