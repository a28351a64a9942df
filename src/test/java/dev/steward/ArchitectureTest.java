package dev.steward;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.steward.platform.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The house: who may know whom, where the engine may be named, and how things are called. */
@DisplayName("The house")
@AnalyzeClasses(packages = "dev.steward", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** Leaves out what stands beside this class, wherever it was compiled to. */
    static final class WithoutTests implements ImportOption {

        private static final String TESTS = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();

        @Override
        public boolean includes(Location location) {
            return !location.contains(TESTS);
        }
    }

    private static final String[] FEATURES = {
        "dev.steward.ticket..",
        "dev.steward.dispatch..",
        "dev.steward.visit..",
        "dev.steward.review..",
        "dev.steward.intake..",
        "dev.steward.notice.."
    };

    /** Pure Java: what promises mean, whatever they are kept in. */
    private static final DescribedPredicate<JavaClass> PURE = resideInAnyPackage(
                    "dev.steward.calendar", "dev.steward.sla", "dev.steward.language")
            .as("calendar, sla and language");

    @ArchTest
    static final ArchRule platformKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("dev.steward.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.steward.estate..", "dev.steward.sla..", "dev.steward.calendar..")
            .as("platform knows nothing of the trade");

    @ArchTest
    static final ArchRule languageKnowsNobody = onlyKnows("dev.steward.language..");

    @ArchTest
    static final ArchRule estateKnowsOnlyPlatform = onlyKnows("dev.steward.estate..", "dev.steward.platform..");

    @ArchTest
    static final ArchRule calendarKnowsNobody =
            onlyKnows("dev.steward.calendar..", "dev.steward.platform..", "dev.steward.estate..");

    @ArchTest
    static final ArchRule slaKnowsCalendar =
            onlyKnows("dev.steward.sla..", "dev.steward.calendar..", "dev.steward.platform..", "dev.steward.estate..");

    @ArchTest
    static final ArchRule noticeKnowsNoTicket =
            onlyKnows("dev.steward.notice..", "dev.steward.platform..", "dev.steward.estate..");

    @ArchTest
    static final ArchRule ticketKnowsWhatItRestsOn = onlyKnows(
            "dev.steward.ticket..",
            "dev.steward.sla..",
            "dev.steward.calendar..",
            "dev.steward.notice..",
            "dev.steward.estate..",
            "dev.steward.platform..");

    @ArchTest
    static final ArchRule dispatchKnowsTheTicket = onlyKnows(
            "dev.steward.dispatch..",
            "dev.steward.ticket..",
            "dev.steward.sla..",
            "dev.steward.calendar..",
            "dev.steward.notice..",
            "dev.steward.estate..",
            "dev.steward.platform..");

    @ArchTest
    static final ArchRule visitKnowsTicketAndDispatch = onlyKnows(
            "dev.steward.visit..",
            "dev.steward.ticket..",
            "dev.steward.dispatch..",
            "dev.steward.sla..",
            "dev.steward.calendar..",
            "dev.steward.notice..",
            "dev.steward.estate..",
            "dev.steward.platform..");

    @ArchTest
    static final ArchRule intakeOnlyCallsTickets = onlyKnows(
            "dev.steward.intake..",
            "dev.steward.ticket..",
            "dev.steward.estate..",
            "dev.steward.platform..",
            "dev.steward.sla..");

    @ArchTest
    static final ArchRule arrowsRunOneWay = slices().matching("dev.steward.(*)..")
            .should()
            .beFreeOfCycles()
            .as("no two packages know each other, by whatever detour");

    @ArchTest
    static final ArchRule engineIsNamedInFewPlaces = noClasses()
            .that(not(resideInAnyPackage("dev.steward..process..", "dev.steward.webapp..", "dev.steward.platform..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..")
            .as("org.camunda is named in */process/, webapp/ and platform/ only: a later move is a rename");

    @ArchTest
    static final ArchRule promisesArePure = noClasses()
            .that(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.camunda..", "java.sql..", "javax.sql..", "jakarta..")
            .as("calendar, sla and language are pure Java: no Spring, no engine, no SQL");

    @ArchTest
    static final ArchRule oneClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.steward.platform.EngineClock")
            .and(not(resideInAPackage("dev.steward.platform.local..")))
            .and()
            .doNotHaveSimpleName("ClockHealthIndicator") // compares the machines' clocks themselves
            .should()
            .callMethodWhere(asksForTheTime())
            .as("only the one clock asks for the time");

    @ArchTest
    static final ArchRule nothingSlowInAJob = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.steward.notice.Mailer")
            .and(not(resideInAPackage("dev.steward.platform..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.mail..", "java.net.http..", "org.springframework.web.client..")
            .as("only the sender of the outbox waits for another server; no job and no request does");

    @ArchTest
    static final ArchRule controllersAreServedTwice = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .and()
            .areNotAnnotations()
            .and()
            .areNotAssignableTo(ErrorController.class)
            .should(be(com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith(Api.class)
                            .<JavaClass>forSubtype()
                            .or(resideInAPackage("dev.steward.platform.local..")))
                    .as("carry @Api"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule constructorsTakeWhatIsNeeded =
            fields().should().notBeAnnotatedWith(Autowired.class).as("nothing is injected into fields");

    @ArchTest
    static final ArchRule namesOfTheTrade = noClasses()
            .that()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Constants|Dto|Mapper)$")
            .as("no Impl, Manager, Util, Helper, Constants");

    @ArchTest
    static final ArchRule onlyInterfacesWithTwoSides = noClasses()
            .that()
            .areInterfaces()
            .should()
            .haveSimpleNameEndingWith("UseCase")
            .as("no one-method use-case interfaces");

    @Test
    @DisplayName("opens every package with one sentence and @NullMarked")
    void packages() throws IOException {
        List<String> faults = new ArrayList<>();
        Set<Path> folders = new java.util.TreeSet<>();
        sources().forEach(file -> folders.add(file.getParent()));
        for (Path folder : folders) {
            Path info = folder.resolve("package-info.java");
            String text = Files.exists(info) ? Files.readString(info) : "";
            if (!text.contains("@NullMarked") || !text.startsWith("/** ")) {
                faults.add(folder.toString());
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("says of every public type what it is")
    void javadoc() throws IOException {
        Pattern type = Pattern.compile(
                "(?m)^(?<annotations>(?:@\\w+(?:\\([^\\n]*\\))?\\n|    [^\\n]*\\n|\\)\\n)*)public (?:\\w+ )*?(?:class|record|interface|enum|@interface) (?<name>\\w+)");
        List<String> faults = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            Matcher found = type.matcher(text);
            if (found.find()) {
                String before = text.substring(0, found.start()).stripTrailing();
                if (!before.endsWith("*/")) {
                    faults.add(file.getFileName() + ": " + found.group("name"));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static ArchRule onlyKnows(String one, String... others) {
        String[] all = Stream.concat(Stream.of(one, "dev.steward.language.."), Stream.of(others))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(one)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.steward..").and(not(resideInAnyPackage(all))))
                .as(one + " knows only " + String.join(", ", others));
    }

    private static DescribedPredicate<JavaAccess<?>> asksForTheTimeOfAny() {
        Set<String> types = Set.of(
                Instant.class.getName(),
                LocalDate.class.getName(),
                LocalDateTime.class.getName(),
                OffsetDateTime.class.getName(),
                ZonedDateTime.class.getName());
        return DescribedPredicate.describe("asks for the time", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return (types.contains(owner) && name.equals("now"))
                    || (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"))
                    || (owner.equals(Clock.class.getName()) && name.startsWith("system"))
                    || (owner.equals(Date.class.getName()) && name.equals("<init>"))
                    || owner.endsWith(".ClockUtil");
        });
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> asksForTheTime() {
        return asksForTheTimeOfAny().forSubtype();
    }
}
