package dev.steward.platform.web;

import dev.steward.platform.Api;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Serves each {@link Api} controller under both prefixes. */
@Component
class ApiRoutes implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> type) {
                RequestMappingInfo route = super.getMappingForMethod(method, type);
                if (route == null || !AnnotatedElementUtils.hasAnnotation(type, Api.class)) {
                    return route;
                }
                return RequestMappingInfo.paths(Api.PREFIX, Api.WEBAPP_PREFIX)
                        .options(getBuilderConfiguration())
                        .build()
                        .combine(route);
            }
        };
    }
}
