package dev.steward;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.steward.platform.Api;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;

/** The house: which way the arrows run, and what stays behind which door. */
@AnalyzeClasses(packages = "dev.steward", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_engine_is_known_behind_three_doors_only = noClasses()
            .that(resideInAPackage("dev.steward..")
                    .and(not(resideInAnyPackage(
                            "dev.steward..process..", "dev.steward.webapp..", "dev.steward.platform.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule business_time_and_service_levels_are_pure_java = noClasses()
            .that(resideInAnyPackage("dev.steward.calendar", "dev.steward.sla"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.camunda..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule the_calendar_knows_no_service_level = noClasses()
            .that()
            .resideInAPackage("dev.steward.calendar..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.steward.sla..",
                    "dev.steward.ticket..",
                    "dev.steward.dispatch..",
                    "dev.steward.visit..",
                    "dev.steward.estate..",
                    "dev.steward.notice..",
                    "dev.steward.intake.."));

    @ArchTest
    static final ArchRule service_levels_know_no_feature = noClasses()
            .that()
            .resideInAPackage("dev.steward.sla..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.steward.ticket..",
                    "dev.steward.dispatch..",
                    "dev.steward.visit..",
                    "dev.steward.notice..",
                    "dev.steward.intake.."));

    @ArchTest
    static final ArchRule a_ticket_knows_neither_orders_nor_visits = noClasses()
            .that()
            .resideInAPackage("dev.steward.ticket..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.steward.dispatch..", "dev.steward.visit..", "dev.steward.intake.."));

    @ArchTest
    static final ArchRule an_order_knows_no_return_visit = noClasses()
            .that()
            .resideInAPackage("dev.steward.dispatch..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.steward.visit..", "dev.steward.intake.."));

    @ArchTest
    static final ArchRule the_estate_and_the_platform_know_no_feature = noClasses()
            .that(resideInAnyPackage("dev.steward.estate..", "dev.steward.platform.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.steward.ticket..",
                    "dev.steward.dispatch..",
                    "dev.steward.visit..",
                    "dev.steward.sla..",
                    "dev.steward.calendar..",
                    "dev.steward.notice..",
                    "dev.steward.intake.."));

    @ArchTest
    static final ArchRule only_the_engines_clock_asks_for_the_time = noClasses()
            .that()
            .resideOutsideOfPackage("dev.steward.platform..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule names_are_the_trades_words =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Constants)");

    @ArchTest
    static final ArchRule fields_are_not_injected = noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule every_controller_is_part_of_the_interface = classes()
            .that(resideInAPackage("dev.steward..").and(not(resideInAPackage("dev.steward.platform.."))))
            .and()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .beAnnotatedWith(Api.class);
}
