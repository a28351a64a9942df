package dev.steward.platform.security;

import dev.steward.platform.web.Answer;
import dev.steward.platform.web.Answers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says 429 where the web applications' login would say "wrong password" of one that was not looked at. */
class LoginThrottle extends OncePerRequestFilter {

    private static final Duration ABOUT = Duration.ofSeconds(10);

    private final Answers answers;

    LoginThrottle(Answers answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().contains("/camunda/api/admin/auth/user/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var held = new Held(response);
        chain.doFilter(request, held);
        if (held.error == 0) {
            return;
        }
        if (request.getAttribute(Attempts.THROTTLED) != null) {
            answers.write(request, response, Answer.tooMany("Too many wrong passwords from here", ABOUT));
        } else {
            response.sendError(held.error);
        }
    }

    /** Keeps back that a login failed: Jersey sends an error without a body. */
    private static final class Held extends HttpServletResponseWrapper {

        private int error;

        Held(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) {
            error = status;
        }

        @Override
        public void sendError(int status, String message) {
            error = status;
        }
    }
}
