package dev.steward.refused;

import static dev.steward.refused.Bad.get;
import static dev.steward.refused.Report.TICKETS;

import java.util.stream.Stream;

/** Questions that have no answer. */
final class WrongSearches {

    private WrongSearches() {}

    static Stream<Bad> requests() {
        return Stream.of(own(), elsewhere(), engine()).flatMap(part -> part);
    }

    private static Stream<Bad> own() {
        return Stream.of(
                get("an unknown ticket", 404, TICKETS + "/ST-1999-000001").says("no ticket"),
                get("a ticket that is SQL", 404, TICKETS + "/'%20or%201=1--"),
                get("another site's ticket", 404, TICKETS + "/{foreign}").says("no ticket"),
                get("its clocks", 404, TICKETS + "/{foreign}/clocks").says("no ticket"),
                get("its timeline", 404, TICKETS + "/{foreign}/timeline").says("no ticket"),
                get("its tasks", 404, TICKETS + "/{foreign}/tasks").says("no ticket"),
                get("its photos", 404, TICKETS + "/{foreign}/photos").says("no ticket"),
                get("its charges", 404, TICKETS + "/{foreign}/charges").says("no ticket"),
                search("no page", "limit=0", "/limit"),
                search("too long a page", "limit=201", "/limit"),
                search("a limit too high", "limit=100000", "/limit"),
                search("a page of many", "limit=many", "/limit"),
                search("a broken cursor", "cursor=%00", "/cursor"),
                search("a cursor of one's own", "cursor=MSBvciAxPTE", "/cursor"),
                search("a cursor of an impossible date", "cursor=MjAyNi05OS05OSAwMDowMDowMCswMHxTVC0x", "/cursor"),
                search("a cursor at the end of time", "cursor=KzMwMDAwMC0wMS0wMVQwMDowMDowMFp8U1QtMQ", "/cursor"),
                search("a cursor after a null character", "cursor=aW5maW5pdHl8U1QtMQA", "/cursor"),
                search("a category with a null character", "category=%00", "/category"),
                search("a site with a null character", "site=%00", "/site"),
                search("a home with a null character", "home=%00", "/home"),
                search("a place with a null character", "place=%00", "/place"),
                search("an owner with a null character", "owner=%00", "/owner"),
                search("a home that is a novel", "home=" + "x".repeat(101), "/home"),
                search("due before the end of time", "dueBefore=%2B300000-01-01T00:00:00Z", "/dueBefore"),
                search("due before time", "dueBefore=-100000-01-01T00:00:00Z", "/dueBefore"),
                search("a status that is none", "status=LOST", "/status").says("REGISTERED"),
                search("perhaps overdue", "overdue=perhaps", "/overdue"),
                search("due before a day", "dueBefore=2026-06-02", "/dueBefore"),
                search("due before an impossible date", "dueBefore=2026-02-30T10:00:00Z", "/dueBefore"),
                search("due before a time without offset", "dueBefore=2026-06-02T10:00:00", "/dueBefore"),
                search("an unknown criterion", "colour=red", "/colour"),
                search("a word with a null character", "q=%00", "/q"),
                search("a word that turns around", "q=%E2%80%AEabc", "/q"),
                get("explained perhaps", 422, TICKETS + "/{open}/clocks?explain=perhaps")
                        .at("/explain"),
                get("nothing there", 404, "/api/v1/nonsense"));
    }

    private static Bad search(String title, String query, String pointer) {
        return get("search: " + title, 422, TICKETS + "?" + query).at(pointer);
    }

    private static Stream<Bad> elsewhere() {
        String homes = "/api/v1/sites/sunshine/homes";
        return Stream.of(
                get("a site that is none", 404, "/api/v1/sites/nowhere"),
                get("another's site", 404, "/api/v1/sites/harbour/homes"),
                get("a home that is none", 404, homes + "/9-999"),
                get("no homes", 422, homes + "?limit=0").at("/limit"),
                get("homes with a null character", 422, homes + "?q=%00").at("/q"),
                get("a roster of an impossible date", 422, "/api/v1/sites/sunshine/roster?from=2026-02-30")
                        .at("/from"),
                get(
                                "a roster that ends before it begins",
                                422,
                                "/api/v1/sites/sunshine/roster?from=2026-02-10&to=2026-02-09")
                        .at("/to"),
                get("a roster at the end of time", 422, "/api/v1/sites/sunshine/roster?from=%2B999999999-12-31")
                        .at("/from"),
                get("a roster to the end of time", 422, "/api/v1/sites/sunshine/roster?to=%2B999999999-12-31")
                        .at("/to"),
                get("too many replies", 422, "/api/v1/handbook?limit=201").at("/limit"),
                get("a reply that is none", 404, "/api/v1/handbook/none"),
                get("a photo that is none", 404, TICKETS + "/{open}/photos/none"),
                get("an import that is none", 404, "/api/v1/imports/00000000-0000-0000-0000-000000000000")
                        .by("manager"),
                get("an import without an id", 422, "/api/v1/imports/none").by("manager"),
                get("figures of an impossible date", 422, "/api/v1/reports/compliance?from=2026-02-30")
                        .by("manager")
                        .at("/from"),
                get("figures to the end of time", 422, "/api/v1/reports/compliance?to=%2B999999999-12-31")
                        .by("manager")
                        .at("/to"),
                get("figures from before time", 422, "/api/v1/reports/compliance?from=-999999999-01-01")
                        .by("manager")
                        .at("/from"),
                get("figures by nothing known", 422, "/api/v1/reports/compliance?groupBy=colour")
                        .by("manager")
                        .at("/groupBy"),
                get("figures in a picture", 406, "/api/v1/reports/compliance")
                        .by("manager")
                        .with("Accept", "image/png"));
    }

    private static Stream<Bad> engine() {
        return Stream.of(
                get("an unknown task", 404, "/engine-rest/task/none"),
                get("an order by nothing", 400, "/engine-rest/task?sortBy=colour&sortOrder=asc")
                        .says("sortBy"),
                get("a limit of text", 400, "/engine-rest/task?maxResults=many").says("maxResults"),
                get("a page that starts nowhere", 400, "/engine-rest/task?firstResult=first")
                        .says("firstResult"),
                get("a date that is none", 422, "/engine-rest/task?dueBefore=tomorrow")
                        .says("a time"),
                get("a limit beyond all", 400, "/engine-rest/task?maxResults=100000"));
    }
}
