package dev.steward.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The engine refuses lists without a bound. Who asks its interface for one without saying how much, as Tasklist and Camunda's
 * own clients do, gets the most that anybody may ask for instead of an error.
 */
@Configuration(proxyBeanMethods = false)
class BoundedLists {

    private static final String BOUND = "maxResults";
    private static final String MOST = BOUND + "=2000";

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> boundOfLists() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                String query = request.getQueryString();
                boolean bounded = query != null && query.contains(BOUND + "=");
                chain.doFilter(bounded ? request : new Bounded(request, query), response);
            }
        });
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/engine/*");
        return registration;
    }

    private static final class Bounded extends HttpServletRequestWrapper {

        private final String query;

        Bounded(HttpServletRequest request, @Nullable String query) {
            super(request);
            this.query = query == null || query.isEmpty() ? MOST : query + "&" + MOST;
        }

        @Override
        public String getQueryString() {
            return query;
        }
    }
}
