package dev.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.steward.TestAccounts;

/** Logs a browser in without its login page, which loses what is typed before AngularJS has bound it. */
public final class BrowserLogin {

    private BrowserLogin() {}

    public static void as(String user, BrowserContext browser, int port) {
        String base = "http://localhost:" + port + "/camunda";
        APIRequestContext http = browser.request();
        String token = http.get(base + "/app/welcome/default/").headers().get("x-xsrf-token");
        var answer = http.post(
                base + "/api/admin/auth/user/default/login/tasklist",
                RequestOptions.create()
                        .setHeader("X-XSRF-TOKEN", token)
                        .setForm(FormData.create().set("username", user).set("password", TestAccounts.PASSWORD)));
        assertThat(answer.status()).as("login of " + user).isEqualTo(200);
    }
}
