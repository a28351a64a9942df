package dev.steward.platform.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers whatever goes wrong behind the engine's interfaces, in their clients' shape; in place of Camunda's handlers. */
class EngineTroubles implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable trouble) {
        Answer answer = Troubles.answer(trouble);
        var response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Answers.plain(answer));
        if (answer.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, Answers.retryAfter(answer));
        }
        return response.build();
    }
}
