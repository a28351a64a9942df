package dev.steward.webapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.language.Language;
import dev.steward.platform.Role;
import dev.steward.platform.security.WebappLogin;
import dev.steward.webapp.FilterMemory.Brought;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * What Tasklist is told of its filters: names in the language of the reader, and the order of their role (the engine knows
 * one order for everybody). The engine keeps what it has; {@code /engine-rest} answers it as it is, and so does Tasklist
 * to administrators: they edit filters, and what is edited is saved as it was told.
 */
@Configuration(proxyBeanMethods = false)
class FilterAnswers {

    private static final Pattern FILTERS = Pattern.compile(".*/camunda/api/engine/engine/[^/]+/filter/?");

    private final FilterFile file;
    private final FilterMemory memory;
    private final ObjectMapper json = new ObjectMapper();

    FilterAnswers(FilterFile file, FilterMemory memory) {
        this.file = file;
        this.memory = memory;
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> wordsOfFilters() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {

            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return !request.getMethod().equals("GET")
                        || !FILTERS.matcher(request.getRequestURI()).matches();
            }

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var held = new ContentCachingResponseWrapper(response);
                chain.doFilter(request, held);
                Set<Role> roles =
                        WebappLogin.of(request).map(FilterAnswers::roles).orElseGet(Set::of);
                String type = String.valueOf(held.getContentType());
                if (held.getStatus() == HttpServletResponse.SC_OK
                        && held.getContentSize() > 0
                        && type.contains("json")
                        && !roles.contains(Role.ADMINISTRATOR)) {
                    JsonNode answer = json.readTree(held.getContentAsByteArray());
                    tell(answer, roles, Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
                    byte[] told = json.writeValueAsBytes(answer);
                    held.resetBuffer();
                    held.setContentType(MediaType.APPLICATION_JSON_VALUE);
                    held.getOutputStream().write(told);
                }
                held.copyBodyToResponse();
            }
        });
        registration.addUrlPatterns("/camunda/api/engine/*");
        return registration;
    }

    private void tell(JsonNode filters, Set<Role> roles, Language language) {
        boolean chinese = language == Language.CHINESE;
        Map<String, String> keys =
                memory.brought().values().stream().collect(Collectors.toMap(Brought::filter, Brought::key));
        filters.forEach(filter -> {
            if (filter instanceof ObjectNode told) {
                tell(told, keys, roles, chinese);
            }
        });
    }

    private void tell(ObjectNode filter, Map<String, String> keys, Set<Role> roles, boolean chinese) {
        filter.put("name", Bilingual.in(filter.path("name").asText(), chinese));
        if (!(filter.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        if (properties.path("description").isTextual()) {
            properties.put(
                    "description", Bilingual.in(properties.path("description").asText(), chinese));
        }
        properties.path("variables").forEach(column -> {
            if (column instanceof ObjectNode told && told.path("label").isTextual()) {
                told.put("label", Bilingual.in(told.path("label").asText(), chinese));
            }
        });
        String key = keys.get(filter.path("id").asText());
        if (key != null) {
            file.place(key, roles).ifPresent(place -> properties.put("priority", place));
        }
    }

    private static Set<Role> roles(UserAuthentication login) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        login.getGroupIds().forEach(group -> Role.ofGroup(group).ifPresent(roles::add));
        return roles;
    }
}
