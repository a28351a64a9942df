package dev.steward.platform.web;

import com.fasterxml.jackson.core.JacksonException;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthenticationException;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.server.ParamException.QueryParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Finds out what an exception means to the client, however deep the engine has wrapped it. */
final class Troubles {

    private static final Logger log = LoggerFactory.getLogger(Troubles.class);

    /** The engine's code for "of a site that is not yours". */
    private static final String FOREIGN_TENANT = "ENGINE-13034";

    /** "Java serialization format is prohibited", which comes as a 500. */
    private static final String JAVA_OBJECT = "ENGINE-17007";

    private static final Set<String> DATABASE_AWAY = Set.of(
            "53100", // disk full
            "53200", // out of memory
            "53300", // too many connections
            "57P01", // terminated by an administrator
            "57P02", // crash
            "57P03", // starting up or shutting down
            "25006"); // read only

    private static final Pattern QUALIFIED_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.){2,}([A-Z][A-Za-z0-9_$]*)");
    private static final Pattern ENGINE_CODE = Pattern.compile("\\bENGINE(?:-REST)?-[A-Z]*-?\\d+ ?");

    private Troubles() {}

    static Answer answer(Throwable trouble) {
        for (Throwable cause : chain(trouble)) {
            Answer answer = known(cause);
            if (answer != null) {
                return answer;
            }
        }
        for (Throwable cause : chain(trouble)) {
            Answer answer = engines(cause);
            if (answer != null) {
                return answer;
            }
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(trouble)) {
            log.debug("Nobody waits for the answer any more", trouble);
        } else {
            log.error("Not answered: {}", trouble.getClass().getSimpleName(), trouble);
        }
        return Answer.broken();
    }

    /** Outermost first; ends even where an exception causes itself. */
    private static List<Throwable> chain(Throwable trouble) {
        return java.util.stream.Stream.iterate(trouble, java.util.Objects::nonNull, Throwable::getCause)
                .limit(30)
                .toList();
    }

    /** What means the same wherever in the chain it stands. */
    private static @Nullable Answer known(Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return Answer.of(refusal);
        }
        if (cause instanceof OptimisticLockingException
                || cause instanceof ConcurrencyFailureException
                || cause instanceof TaskAlreadyClaimedException
                || cause instanceof DuplicateKeyException) {
            return Answer.conflict();
        }
        if (cause instanceof AuthorizationException) {
            return Answer.forbidden("Your role does not allow this");
        }
        if (cause instanceof AuthenticationException) {
            return Answer.unauthenticated();
        }
        if (cause instanceof NotFoundException
                || cause instanceof NullValueException
                || isForeign(cause)
                || isUncheckedAbsence(cause)) {
            return Answer.notFound();
        }
        if (cause instanceof ProcessEngineException && says(cause, JAVA_OBJECT)) {
            return Answer.of(400, "bad-request", "The request is wrong", "Serialized Java objects are not accepted");
        }
        if (cause instanceof RequestRejectedException) {
            return Answer.malformed("The request cannot be read");
        }
        if (cause instanceof JacksonException json) {
            return Unreadable.answer(json);
        }
        if (cause instanceof CannotCreateTransactionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessResourceException
                || cause instanceof TransactionSystemException // commit or rollback on a connection that broke
                || isAway(cause)) {
            log.warn(
                    "The database is not there: {}",
                    NestedExceptionUtils.getMostSpecificCause(cause).getMessage());
            return Answer.unavailable();
        }
        return null;
    }

    /** The engine asks for the permissions on a task before it asks whether there is one. */
    private static boolean isUncheckedAbsence(Throwable cause) {
        return cause instanceof NullPointerException
                && cause.getStackTrace().length > 0
                && cause.getStackTrace()[0].getClassName().endsWith(".AuthorizationCommandChecker");
    }

    private static boolean isForeign(Throwable cause) {
        return cause instanceof ProcessEngineException && says(cause, FOREIGN_TENANT);
    }

    private static boolean says(Throwable cause, String code) {
        return cause.getMessage() != null && cause.getMessage().contains(code);
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("08") || DATABASE_AWAY.contains(sql.getSQLState()));
    }

    /** What the engine's interfaces say of a bad request. */
    private static @Nullable Answer engines(Throwable cause) {
        if (cause instanceof BadUserRequestException || cause instanceof ParseException) {
            return Answer.of(400, "bad-request", "The request is wrong", Sentence.verbatim(readable(cause)));
        }
        if (cause instanceof QueryParamException query) {
            return Answer.of(
                    400,
                    "bad-request",
                    "The request is wrong",
                    "{0}: not a value of its type",
                    query.getParameterName());
        }
        int status = statusOf(cause);
        if (status >= 400 && status < 500) {
            return switch (status) {
                case 404 -> Answer.notFound();
                case 405 -> Answer.of(405, "method-not-allowed", "Not with this method", "Not with this method");
                case 406 -> Answer.of(406, "not-acceptable", "Not in this format", "Not in this format");
                case 415 ->
                    Answer.of(415, "unsupported-type", "This type is not accepted", "This type is not accepted");
                default -> Answer.of(status, "bad-request", "The request is wrong", Sentence.verbatim(readable(cause)));
            };
        }
        return null;
    }

    private static int statusOf(Throwable cause) {
        if (cause instanceof RestException rest && rest.getStatus() != null) {
            return rest.getStatus().getStatusCode();
        }
        if (cause instanceof WebApplicationException web) {
            return web.getResponse().getStatus();
        }
        return 500;
    }

    /** The engine's own words, without the names of classes and its codes. */
    static String readable(Throwable cause) {
        String text = cause.getMessage() == null ? "The request is wrong" : cause.getMessage();
        text = QUALIFIED_NAME.matcher(text).replaceAll("$1");
        return ENGINE_CODE.matcher(text).replaceAll("").strip();
    }
}
