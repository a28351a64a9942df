package dev.steward.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a request ends that no controller answered: refused by the firewall, or by a filter of somebody else's. */
@Controller
class LastAnswer implements ErrorController {

    private final Answers answers;

    LastAnswer(Answers answers) {
        this.answers = answers;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Throwable trouble =
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown ? thrown : null;
        Answer answer = trouble != null
                ? Troubles.answer(trouble)
                : switch (status) {
                    case 400 -> Answer.malformed("The request cannot be read");
                    case 401 -> Answer.unauthenticated();
                    case 403 -> Answer.forbidden("Your role does not allow this");
                    case 404 -> Answer.notFound();
                    case 405 -> Answer.of(405, "method-not-allowed", "Not with this method", "Not with this method");
                    case 413 -> Answer.of(413, "too-large", "Too large", "The request is too large");
                    default ->
                        status < 500
                                ? Answer.of(status, "bad-request", "The request is wrong", "The request is wrong")
                                : Answer.broken();
                };
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        answers.write(
                path.substring(Math.min(path.length(), request.getContextPath().length())), request, response, answer);
    }
}
