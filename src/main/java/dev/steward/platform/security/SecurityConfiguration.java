package dev.steward.platform.security;

import static org.springframework.security.config.Customizer.withDefaults;

import dev.steward.platform.web.Answers;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.filter.OrderedRequestContextFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.RequestContextFilter;

/**
 * Which routes exist for whom. Four chains: the interfaces for systems (HTTP Basic or a bearer token, no session), Camunda's web
 * applications (their own session and CSRF token), the operators' endpoints, and the rest, which is denied. A package
 * that opens a further route brings a chain of its own, with an order below {@link #REST}.
 */
@Configuration
@EnableWebSecurity
public class SecurityConfiguration {

    static final int API = 10;
    static final int WEBAPPS = 20;
    static final int OPERATORS = 30;
    /** Order of the last chain, which denies. */
    public static final int REST = 1000;

    private final EngineAccounts accounts;
    private final BearerTokens tokens;
    private final SecurityAnswers answers;
    private final Answers pages;

    SecurityConfiguration(EngineAccounts accounts, Tokens tokens, SecurityAnswers answers, Answers pages) {
        this.accounts = accounts;
        this.tokens = new BearerTokens(tokens, answers);
        this.answers = answers;
        this.pages = pages;
    }

    /** Known to every filter and servlet, the security chains included: where a request comes from. */
    @Bean
    RequestContextFilter requestContextFilter() {
        var filter = new OrderedRequestContextFilter();
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 10);
        return filter;
    }

    @Bean
    @Order(API)
    SecurityFilterChain interfaces(HttpSecurity http, IdentityService identities) throws Exception {
        basic(http);
        return http.securityMatcher(paths("/engine-rest/**", "/api/**"))
                .authorizeHttpRequests(routes -> routes.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterAfter(new EngineAuthentication(identities), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(WEBAPPS)
    SecurityFilterChain webapps(HttpSecurity http) throws Exception {
        stateless(http);
        return http.securityMatcher(paths("/camunda/**"))
                .headers(headers -> headers.disable()) // Camunda writes its own, with its content security policy
                .addFilterAfter(new LoginThrottle(pages), AuthorizationFilter.class)
                .addFilterAfter(new PageNonce(), LoginThrottle.class)
                .authorizeHttpRequests(
                        routes -> routes.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                // creates an administrator for anybody while there is none (CVE-2026-77226)
                                .requestMatchers(paths("/camunda/api/admin/setup/**"))
                                .denyAll()
                                .requestMatchers(paths("/camunda/api/steward/v1/**"))
                                .access((who, route) -> new AuthorizationDecision(
                                        WebappLogin.of(route.getRequest()).isPresent()))
                                // only who may use Cockpit reads what Cockpit reads
                                .requestMatchers(paths("/camunda/api/cockpit/plugin/*/static/**"))
                                .permitAll()
                                .requestMatchers(paths("/camunda/api/cockpit/**"))
                                .access((who, route) -> new AuthorizationDecision(WebappLogin.of(route.getRequest())
                                        .filter(login -> login.isAuthorizedForApp("cockpit"))
                                        .isPresent()))
                                .requestMatchers(paths(
                                        "/camunda/api/engine/**",
                                        "/camunda/api/tasklist/**",
                                        "/camunda/api/admin/**",
                                        "/camunda/api/welcome/**"))
                                .permitAll() // the web applications ask for their own login
                                .requestMatchers(get(
                                        "/camunda",
                                        "/camunda/",
                                        "/camunda/app/**",
                                        "/camunda/lib/**",
                                        "/camunda/assets/**",
                                        "/camunda/favicon.ico"))
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .build();
    }

    @Bean
    @Order(OPERATORS)
    SecurityFilterChain operators(HttpSecurity http) throws Exception {
        basic(http);
        return http.securityMatcher(paths("/actuator/**", "/v3/api-docs/**", "/v3/api-docs.yaml"))
                .authorizeHttpRequests(routes -> routes.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                get("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"))
                        .permitAll()
                        .requestMatchers(paths("/actuator/prometheus"))
                        .hasAnyRole("ADMINISTRATOR", "INTEGRATION")
                        .requestMatchers(get("/v3/api-docs/**", "/v3/api-docs.yaml"))
                        .authenticated()
                        .requestMatchers(paths("/actuator/**"))
                        .hasRole("ADMINISTRATOR")
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(REST)
    SecurityFilterChain rest(HttpSecurity http) throws Exception {
        stateless(http);
        return http.authorizeHttpRequests(routes -> routes.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(get("/"))
                        .permitAll() // leads to the web applications
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private void basic(HttpSecurity http) throws Exception {
        stateless(http);
        http.authenticationManager(new ProviderManager(accounts))
                .httpBasic(basic -> basic.authenticationEntryPoint(answers))
                .addFilterBefore(tokens, BasicAuthenticationFilter.class)
                .headers(withDefaults());
    }

    private void stateless(HttpSecurity http) throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(answers).accessDeniedHandler(answers));
    }

    /** Spring MVC's own matching does not see Jersey's servlets; this looks at the whole path. */
    private static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(pattern -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(pattern))
                .toList());
    }

    private static RequestMatcher get(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .<RequestMatcher>mapMulti((pattern, matchers) -> {
                    matchers.accept(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, pattern));
                    matchers.accept(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.HEAD, pattern));
                })
                .toList());
    }
}
