package dev.steward.platform.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.steward.platform.Api;
import dev.steward.platform.Fields;
import dev.steward.platform.Idempotency;
import dev.steward.platform.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Bearer tokens: made, listed and revoked. */
@Api
@RequestMapping("/tokens")
class TokenController {

    /**
     * A token to be made.
     *
     * @param user the account that it stands for; left out for one's own. Administrators name the accounts of systems
     * @param name what it is for; unique among the account's tokens
     * @param expiresAt at most 366 days from now; 90 when it is left out
     */
    @Schema(example = "{\"user\": \"ownerapp\", \"name\": \"night run\", \"expiresAt\": \"2026-12-31T00:00:00+08:00\"}")
    record NewToken(
            @Nullable String user,
            @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 100) @Nullable String name,
            @Nullable OffsetDateTime expiresAt) {}

    /**
     * A new token.
     *
     * @param token what the client shows; told this once, and not when the request is repeated
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MadeToken(@JsonUnwrapped Token made, @Nullable String token) {}

    /** Tokens, without their texts. */
    record TokenList(List<Token> items) {}

    private final Tokens tokens;
    private final Idempotency idempotency;

    TokenController(Tokens tokens, Idempotency idempotency) {
        this.tokens = tokens;
        this.idempotency = idempotency;
    }

    /** Makes a token and shows it, this once. Whoever comes with a token cannot make another; administrators have none. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MadeToken> make(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody NewToken body) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof TokenAuthentication) {
            // a stolen one would otherwise never end
            throw Refusal.forbidden("A token makes no tokens; log in with a password");
        }
        String name = name(body);
        var text = new AtomicReference<@Nullable String>();
        var answer = idempotency.once(key, "POST /tokens", body, () -> {
            Instant end = body.expiresAt() == null ? null : body.expiresAt().toInstant();
            Tokens.Made made = tokens.make(body.user(), name, end);
            text.set(made.text());
            return made.token().id().toString();
        });
        Token made = tokens.get(UUID.fromString(answer.reference()));
        return ResponseEntity.status(answer.first() ? HttpStatus.CREATED : HttpStatus.OK)
                .header(HttpHeaders.LOCATION, Api.PREFIX + "/tokens/" + made.id())
                .cacheControl(CacheControl.noStore())
                .body(new MadeToken(made, text.get()));
    }

    private static String name(NewToken body) {
        Fields fields = Fields.of("name", body.name());
        String name = fields.requiredLine("name", 100);
        fields.refuse();
        return name;
    }

    /** One's own tokens, the good ones first, then newest first; for administrators all. What ended goes after 90 days. */
    @GetMapping
    TokenList list() {
        return new TokenList(tokens.list());
    }

    /** Makes a token worthless at once. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        tokens.revoke(id);
    }
}
