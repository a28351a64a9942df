package dev.steward.platform.engine;

import dev.steward.platform.Refusal;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Expressions of models, which run, and of queries and stored filters, which do not: those come from whoever is logged
 * in, and reach every bean (CVE-2026-109432; the engine checks the top level of a query only, not its {@code orQueries}
 * nor stored filters). A query's expression is the one that is evaluated without a scope.
 */
public class QueryExpressions extends SpringExpressionManager {

    /** What filters need, and nothing else. */
    public static final Set<String> ALLOWED = Set.of(
            "${currentUser()}", "${currentUserGroups()}", "${now()}", "${dateTime().plusHours(2)}", "${siteDay.end()}");

    QueryExpressions(ApplicationContext context, @Nullable Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    public Expression createExpression(String text) {
        ensureInitialized();
        return new JuelExpression(createValueExpression(text), this, text) {
            @Override
            public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution context) {
                if (scope == null && !ALLOWED.contains(text)) {
                    throw Refusal.forbidden(
                            "Queries and filters may use these expressions only: {0}",
                            ALLOWED.stream().sorted().toList());
                }
                return super.getValue(scope, context);
            }
        };
    }
}
