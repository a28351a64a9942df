package dev.steward.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

@DisplayName(
        "What went wrong with two at once, or without the database, is told as what it is, never as a fault of ours")
class TroublesTest {

    private static final String CONFLICT = "conflict";
    private static final String UNAVAILABLE = "unavailable";

    @ParameterizedTest(name = "{0} is {1} {2}")
    @MethodSource
    void troubles(Throwable trouble, int status, String type) {
        Answer answer = Troubles.answer(trouble);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.title().english() + answer.detail().english())
                .doesNotContain("Exception", "select", "5432", "57P01");
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(named(new OptimisticLockingException("ENGINE-03005 row")), 409, CONFLICT),
                Arguments.of(
                        named(new ProcessEngineException("wrapped", new OptimisticLockingException("row"))),
                        409,
                        CONFLICT),
                Arguments.of(
                        named(new TransactionSystemException(
                                "JDBC rollback failed", new SQLException("Connection is closed"))),
                        503,
                        UNAVAILABLE),
                Arguments.of(named(new TaskAlreadyClaimedException("1", "x")), 409, CONFLICT),
                Arguments.of(named(new DuplicateKeyException("insert")), 409, CONFLICT),
                Arguments.of(named(new PessimisticLockingFailureException("deadlock")), 409, CONFLICT),
                Arguments.of(
                        named(new CannotCreateTransactionException("no connection to 127.0.0.1:5432")),
                        503,
                        UNAVAILABLE),
                Arguments.of(named(new DataAccessResourceFailureException("select 1")), 503, UNAVAILABLE),
                Arguments.of(named(sql("08006")), 503, UNAVAILABLE),
                Arguments.of(named(sql("57P01")), 503, UNAVAILABLE),
                Arguments.of(named(sql("57P03")), 503, UNAVAILABLE),
                Arguments.of(named(sql("53100")), 503, UNAVAILABLE),
                // the connection breaks at the commit: nobody knows what came of it
                Arguments.of(
                        named(new TransactionSystemException("Could not commit", new SQLException("reset", "08006"))),
                        503,
                        UNAVAILABLE),
                Arguments.of(named(new IllegalStateException(new ConnectException("select"))), 500, "internal-error"));
    }

    @Test
    @DisplayName("A client that has gone before its answer is nobody's fault, and no error in the log")
    @ExtendWith(OutputCaptureExtension.class)
    void gone(CapturedOutput log) {
        Troubles.answer(new AsyncRequestNotUsableException("ServletOutputStream failed to flush"));
        assertThat(log).doesNotContain("ERROR");

        Troubles.answer(new IllegalStateException("ours"));
        assertThat(log).contains("ERROR", "IllegalStateException");
    }

    private static Throwable sql(String state) {
        return new ProcessEngineException("select", new SQLException("terminating connection 57P01", state));
    }

    private static Named<Throwable> named(Throwable trouble) {
        String cause = trouble.getCause() instanceof SQLException sql ? " " + sql.getSQLState() : "";
        return Named.of(trouble.getClass().getSimpleName() + cause, trouble);
    }
}
