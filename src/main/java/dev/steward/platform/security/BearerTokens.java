package dev.steward.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in whoever shows a bearer token, on the interfaces for systems. Wrong ones are not counted as wrong passwords are:
 * 256 random bits are not guessed, and an old one in one program must not keep out whoever else comes from its address.
 */
class BearerTokens extends OncePerRequestFilter {

    private static final Pattern SCHEME = Pattern.compile("Bearer(?: +(?<text>.*))?", Pattern.CASE_INSENSITIVE);

    private final Tokens tokens;
    private final SecurityAnswers answers;

    BearerTokens(Tokens tokens, SecurityAnswers answers) {
        this.tokens = tokens;
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
            caller = caller(shown(request).orElseThrow());
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

    private Caller caller(String text) {
        return Optional.of(text)
                .filter(TokenText::isOne)
                .flatMap(tokens::caller)
                .orElseThrow(WrongToken::new);
    }
}
