package dev.steward.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.language.Language;
import dev.steward.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Puts an {@link Answer} into words of the reader's language: problem+json (RFC 9457) for our own routes, {@code {type, message}} for the
 * engine's, whose clients know that.
 */
@Component
public class Answers {

    private final ObjectMapper json;

    Answers(ObjectMapper json) {
        this.json = json;
    }

    /** Answers from where Spring MVC does not reach: a filter. */
    public void write(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
        write(request.getRequestURI().substring(request.getContextPath().length()), request, response, answer);
    }

    void write(String path, HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        boolean engines = isOfTheEngine(path);
        response.setStatus(answer.status());
        if (answer.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter(answer));
        }
        response.setContentType(engines ? MediaType.APPLICATION_JSON_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Language language = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        json.writeValue(response.getOutputStream(), engines ? plain(answer, language) : problem(answer, language));
    }

    static boolean isOfTheEngine(String path) {
        return path.startsWith("/engine-rest")
                || (path.startsWith("/camunda/api/") && !path.startsWith("/camunda/api/steward/"));
    }

    static Map<String, Object> plain(Answer answer, Language language) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", answer.type());
        body.put("message", answer.detail().in(language));
        return body;
    }

    /** What went wrong with one of several things, in the words that a request for it alone would have got. */
    public static Map<String, Object> problem(RuntimeException trouble) {
        return problem(Troubles.answer(trouble), Language.of(LocaleContextHolder.getLocale()));
    }

    static Map<String, Object> problem(Answer answer, Language language) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:steward:problem:" + answer.type());
        body.put("title", answer.title().in(language));
        body.put("status", answer.status());
        body.put("detail", answer.detail().in(language));
        if (!answer.faults().isEmpty()) {
            body.put(
                    "errors",
                    answer.faults().stream()
                            .map(fault -> error(fault, language))
                            .toList());
        }
        String correlation = MDC.get(Correlation.KEY);
        if (correlation != null) {
            body.put("correlationId", correlation);
        }
        return body;
    }

    static String retryAfter(Answer answer) {
        return answer.retryAfter() == null
                ? "1"
                : String.valueOf(Math.max(1, answer.retryAfter().toSeconds()));
    }

    private static Map<String, String> error(Refusal.Fault fault, Language language) {
        return Map.of("pointer", pointer(fault.field()), "detail", fault.said().in(language));
    }

    /** {@code items[0].name} as {@code /items/0/name}. */
    static String pointer(String field) {
        if (field.isEmpty()) {
            return "";
        }
        return "/"
                + String.join(
                        "/",
                        List.of(field.replace("~", "~0")
                                .replace("/", "~1")
                                .replace("[", ".")
                                .replace("]", "")
                                .split("\\.")));
    }
}
