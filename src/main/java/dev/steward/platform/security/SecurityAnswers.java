package dev.steward.platform.security;

import dev.steward.platform.web.Answer;
import dev.steward.platform.web.Answers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** What somebody hears who is not let in. */
@Component
class SecurityAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Answers answers;

    SecurityAnswers(Answers answers) {
        this.answers = answers;
    }

    /** Nobody is known: asks for a name and a password where that helps, denies elsewhere. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof TooManyAttempts tooMany) {
            answers.write(request, response, Answer.tooMany("Too many wrong passwords from here", tooMany.howLong()));
            return;
        }
        if (reason instanceof WrongToken) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            answers.write(request, response, Answer.wrongToken());
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean systems = path.startsWith("/api/")
                || path.startsWith("/engine-rest")
                || path.startsWith("/actuator")
                || path.startsWith("/v3/");
        boolean login = path.startsWith("/camunda/api/steward/") || path.startsWith("/camunda/api/cockpit/");
        if (!systems && !login) {
            answers.write(request, response, Answer.forbidden("There is nothing here for you"));
            return;
        }
        // a browser would put up its own password box; it says where a request comes from, programs do not
        if (systems && request.getHeader("Sec-Fetch-Site") == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Steward\", charset=\"UTF-8\"");
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Steward\"");
        }
        answers.write(request, response, Answer.unauthenticated());
    }

    /** Somebody is known, but this is not theirs. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        answers.write(request, response, Answer.forbidden("Your role does not allow this"));
    }
}
