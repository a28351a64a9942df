package dev.steward.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever shows a bearer token, on the interfaces for systems; wrong ones are throttled like wrong passwords. */
class BearerTokens extends OncePerRequestFilter {

    private static final Pattern SCHEME = Pattern.compile("Bearer(?: +(?<text>.*))?", Pattern.CASE_INSENSITIVE);

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
        return shown(request).isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = caller(shown(request).orElseThrow(), request.getRemoteAddr());
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

    /** What was shown as a token, be it nothing; empty where the caller logs in otherwise or not at all. */
    private static Optional<String> shown(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(header -> SCHEME.matcher(header.strip()))
                .filter(Matcher::matches)
                .map(match -> match.group("text") == null ? "" : match.group("text"));
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
