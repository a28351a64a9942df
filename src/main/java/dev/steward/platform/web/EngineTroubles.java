package dev.steward.platform.web;

import dev.steward.language.Language;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers whatever goes wrong behind the engine's interfaces, in their clients' shape; in place of Camunda's handlers. */
class EngineTroubles implements ExceptionMapper<Throwable> {

    @Context
    private @Nullable HttpHeaders request;

    @Override
    public Response toResponse(Throwable trouble) {
        Answer answer = Troubles.answer(trouble);
        Language language =
                Language.accepted(request == null ? null : request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        var response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .language(language.locale())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .entity(Answers.plain(answer, language));
        if (answer.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, Answers.retryAfter(answer));
        }
        return response.build();
    }
}
