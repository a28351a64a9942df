package dev.steward.platform.local;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The letters are for whoever sits at this machine: the request comes from it, and it was addressed to it by name, so that
 * a page from elsewhere whose host name was pointed here reads nothing.
 */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalSecurity {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String PAGE = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(100)
    SecurityFilterChain localMailRoutes(HttpSecurity http) throws Exception {
        var nobody = new HttpStatusEntryPoint(HttpStatus.NOT_FOUND);
        var paths = PathPatternRequestMatcher.withDefaults();
        return http.securityMatcher("/mail", "/mail/**")
                .authorizeHttpRequests(routes -> routes.requestMatchers(paths.matcher(HttpMethod.GET, "/mail/**"))
                        .access((who, route) -> new AuthorizationDecision(isFromHere(route.getRequest())))
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(nobody))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    static boolean isFromHere(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !THIS_MACHINE.contains(host.replaceFirst(":\\d+$", ""))) {
            return false;
        }
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
