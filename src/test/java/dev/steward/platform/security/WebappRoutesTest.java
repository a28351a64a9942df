package dev.steward.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@StewardTest
@DisplayName("The web applications")
class WebappRoutesTest {

    private static final Pattern HEADER = Pattern.compile("'nonce-([\\w-]+)'");
    private static final Pattern BODY = Pattern.compile("nonce=\"([\\w-]*)\"");

    @LocalServerPort
    int port;

    @Test
    @DisplayName("load two hundred times beside polling, each page with the nonce of its own header")
    void nonce() throws Exception {
        Http http = Http.loggedIn("frontdesk", "tasklist", port);
        var running = new AtomicBoolean(true);
        var pollers = Executors.newFixedThreadPool(3);
        List<Future<?>> polls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            polls.add(pollers.submit(() -> {
                while (running.get()) {
                    http.get("/camunda/api/engine/engine/default/task/count");
                }
            }));
        }
        int broken = 0;
        try {
            for (int i = 0; i < 200; i++) {
                Reply page = http.get("/camunda/app/tasklist/default/");
                assertThat(page.status()).isEqualTo(200);
                Matcher header = HEADER.matcher(page.header("Content-Security-Policy"));
                assertThat(header.find()).isTrue();
                Matcher body = BODY.matcher(page.body());
                assertThat(body.find()).isTrue();
                do {
                    if (!body.group(1).equals(header.group(1))) {
                        broken++;
                    }
                } while (body.find());
            }
        } finally {
            running.set(false);
            pollers.shutdown();
        }
        for (Future<?> poll : polls) {
            poll.get();
        }
        assertThat(broken).isZero();
    }

    @Test
    @DisplayName("reach Steward's own routes with their login, and change nothing without the token")
    void ownRoutes() {
        Http http = Http.loggedIn("frontdesk", "tasklist", port);
        Reply none = http.get("/camunda/api/steward/v1/none");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.header("Content-Type")).startsWith("application/problem+json");
        assertThat(http.get("/camunda/api/steward/v1/sites").status()).isEqualTo(200);

        Http forged = http.withoutToken();
        assertThat(forged.post("/camunda/api/steward/v1/tickets", "{}").status())
                .isEqualTo(403);
        assertThat(forged.get("/camunda/api/steward/v1/sites").status())
                .as("a missing token ends the session")
                .isEqualTo(401);
    }

    @Test
    @DisplayName("show Cockpit's data to leaders only")
    void cockpit() {
        String path = "/camunda/api/cockpit/plugin/base/default/process-definition/statistics?maxResults=50";
        assertThat(Http.loggedIn("frontdesk", "tasklist", port).get(path).status())
                .isBetween(401, 403);
        assertThat(Http.loggedIn("supervisor", "cockpit", port).get(path).status())
                .isEqualTo(200);
        assertThat(Http.browser(port)
                        .login("frontdesk", dev.steward.TestAccounts.PASSWORD, "cockpit")
                        .status())
                .isEqualTo(403);
    }
}
