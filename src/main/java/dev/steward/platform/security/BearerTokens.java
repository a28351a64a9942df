package dev.steward.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever shows a bearer token, on the interfaces for systems; wrong ones are throttled like wrong passwords. */
class BearerTokens extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final Attempts attempts;
    private final SecurityAnswers answers;

    BearerTokens(Tokens tokens, Attempts attempts, SecurityAnswers answers) {
        this.tokens = tokens;
        this.attempts = attempts;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = caller(
                    request.getHeader(HttpHeaders.AUTHORIZATION)
                            .substring(SCHEME.length())
                            .strip(),
                    request.getRemoteAddr());
        } catch (AuthenticationException wrong) {
            answers.commence(request, response, wrong);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new TokenAuthentication(caller));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Caller caller(String text, String source) {
        // each wrong token is an account of its own: an old one in one program does not keep out its neighbours
        String account = "token " + HexFormat.of().formatHex(TokenText.fingerprint(text));
        Duration wait = attempts.wait(source, account);
        if (!wait.isZero()) {
            throw new TooManyAttempts(wait);
        }
        if (TokenText.isOne(text)) {
            var caller = tokens.caller(text);
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        attempts.failed(source, account);
        throw new WrongToken();
    }
}
