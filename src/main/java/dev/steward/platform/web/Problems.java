package dev.steward.platform.web;

import com.fasterxml.jackson.core.JacksonException;
import dev.steward.language.Language;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Answers whatever goes wrong in a controller as problem+json. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    @ExceptionHandler(Throwable.class)
    ResponseEntity<Map<String, Object>> answer(Throwable trouble, HttpServletRequest request) {
        Answer answer = translate(trouble);
        Language language = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var response = ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE);
        if (answer.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, Answers.retryAfter(answer));
        }
        if (trouble instanceof HttpRequestMethodNotSupportedException method
                && method.getSupportedHttpMethods() != null) {
            response.header(
                    HttpHeaders.ALLOW,
                    method.getSupportedHttpMethods().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return response.body(Answers.problem(answer, language));
    }

    private static Answer translate(Throwable trouble) {
        if (trouble instanceof HttpMessageNotReadableException unreadable) {
            for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof Refusal || cause instanceof JacksonException) {
                    return Troubles.answer(cause);
                }
            }
            return Answer.malformed("The body is missing or cannot be read");
        }
        if (trouble instanceof MethodArgumentTypeMismatchException mismatch) {
            return Answer.of(Refusal.invalid(mismatch.getName(), expected(mismatch.getRequiredType())));
        }
        if (trouble instanceof MissingServletRequestParameterException missing) {
            return Answer.of(Refusal.invalid(missing.getParameterName(), "missing"));
        }
        if (trouble instanceof MissingServletRequestPartException missing) {
            return Answer.of(Refusal.invalid(missing.getRequestPartName(), "missing"));
        }
        if (trouble instanceof MissingRequestHeaderException missing) {
            return Answer.malformed("The header {0} is missing", missing.getHeaderName());
        }
        if (trouble instanceof MaxUploadSizeExceededException) {
            return Answer.of(413, "too-large", "Too large", "The upload is too large");
        }
        if (trouble instanceof MultipartException) {
            return Answer.malformed("Not a multipart body as we read it");
        }
        if (trouble instanceof HttpMediaTypeNotSupportedException) {
            return Answer.of(415, "unsupported-type", "This type is not accepted", "Send application/json");
        }
        if (trouble instanceof HttpMediaTypeNotAcceptableException) {
            return Answer.of(406, "not-acceptable", "Not in this format", "There is no answer in a format you accept");
        }
        if (trouble instanceof HttpRequestMethodNotSupportedException) {
            return Answer.of(405, "method-not-allowed", "Not with this method", "See the header Allow");
        }
        if (trouble instanceof ErrorResponse spring) {
            int status = spring.getStatusCode().value();
            if (status == HttpStatus.NOT_FOUND.value()) {
                return Answer.notFound();
            }
            if (status < 500) {
                return Answer.of(status, "bad-request", "The request is wrong", "The request is wrong");
            }
        }
        return Troubles.answer(trouble);
    }

    private static Sentence expected(@org.jspecify.annotations.Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return Sentence.of("not one of {0}", Arrays.asList(type.getEnumConstants()));
        }
        return Sentence.of("not a value that can be used here");
    }
}
