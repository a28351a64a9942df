package dev.steward.platform.description;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the document: what it is, where it is served, how one logs in. */
@Configuration(proxyBeanMethods = false)
class Document {

    private static final String ABOUT =
            """
            The service desk of property companies: tickets and what is done about them, the estate, promises and how they \
            were kept.

            Times are RFC 3339 with an offset, days are ISO dates, durations ISO 8601. Every answer is limited to the \
            caller's sites; what belongs to another site is 404. Fields may be added, never renamed; a client ignores those \
            it does not know. A request with a field that is not known is refused. Errors are problem+json (RFC 9457) with a \
            stable `type` and a JSON pointer per field. The same routes stand under `/camunda/api/steward/v1` for the web \
            applications, with their session.""";

    @Bean
    OpenAPI stewardsDescription() {
        return new OpenAPI()
                .info(new Info()
                        .title("Steward")
                        .version("v1")
                        .description(ABOUT)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This Steward")))
                .security(List.of(
                        new SecurityRequirement().addList("basic"), new SecurityRequirement().addList("bearer")))
                .components(new Components()
                        .addSecuritySchemes(
                                "basic",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description("An account and its password"))
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token of `POST /api/v1/tokens`; it begins with `stw_`")));
    }
}
