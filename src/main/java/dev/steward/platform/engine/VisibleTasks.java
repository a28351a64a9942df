package dev.steward.platform.engine;

import java.sql.Connection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Asks PostgreSQL for the tasks that a caller may see in a way that it can hash. The engine joins every task with every
 * authorization of the caller on {@code AUTH.RESOURCE_ID_ IN (RES.ID_, D.KEY_, '*')}, which grows with their product: half
 * a minute for a group with 10,000 tasks (src/docs/decisions/task-list.md). The same condition, the parameters in the same
 * order; a statement that does not look as expected stays as it is.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 120)
class VisibleTasks extends AbstractProcessEnginePlugin {

    private static final Pattern JOIN = Pattern.compile(
            "left\\s+join\\s+\\(\\s*SELECT\\s+A\\.\\*\\s+(FROM\\s+\\S*ACT_RU_AUTHORIZATION\\s+A\\b.*?)\\)\\s*AUTH\\s+ON\\s+"
                    + "\\(\\s*AUTH\\.RESOURCE_ID_\\s+IN\\s*\\(\\s*RES\\.ID_\\s*,\\s*D\\.KEY_\\s*,\\s*'\\*'\\s*\\)\\s*\\)",
            Pattern.DOTALL);
    private static final Pattern FOUND = Pattern.compile("AUTH\\.RESOURCE_ID_\\s+IS\\s+NOT\\s+NULL");
    private static final String SEEN =
            "(RES.ID_ IN (SELECT RESOURCE_ID_ FROM SEEN) OR D.KEY_ IN (SELECT RESOURCE_ID_ FROM SEEN)"
                    + " OR '*' IN (SELECT RESOURCE_ID_ FROM SEEN))";

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.getSqlSessionFactory().getConfiguration().addInterceptor(new Rewriting());
    }

    /** The statement as PostgreSQL answers it fast. */
    static String rewritten(String sql) {
        if (!sql.contains("ACT_RU_TASK RES") || !sql.contains("AUTH ON")) {
            return sql;
        }
        Matcher join = JOIN.matcher(sql);
        if (!join.find() || sql.lastIndexOf('?', join.start()) >= 0) {
            return sql; // the authorizations' parameters must stay the first
        }
        String rest = sql.substring(0, join.start())
                + FOUND.matcher(sql.substring(join.end())).replaceAll(SEEN);
        return rest.contains("AUTH.")
                ? sql
                : "WITH SEEN AS MATERIALIZED (SELECT A.RESOURCE_ID_ " + join.group(1) + ") " + rest;
    }

    /** Between MyBatis and the driver. */
    @Intercepts(
            @Signature(
                    type = StatementHandler.class,
                    method = "prepare",
                    args = {Connection.class, Integer.class}))
    static class Rewriting implements Interceptor {

        @Override
        public Object intercept(Invocation invocation) throws Throwable {
            BoundSql statement = ((StatementHandler) invocation.getTarget()).getBoundSql();
            String rewritten = rewritten(statement.getSql());
            if (!rewritten.equals(statement.getSql())) {
                SystemMetaObject.forObject(statement).setValue("sql", rewritten);
            }
            return invocation.proceed();
        }
    }
}
