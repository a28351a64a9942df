package dev.steward.platform.web;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.camunda.bpm.engine.rest.hal.Hal;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;

/** Camunda's JSON, read strictly where that breaks no client: no key twice, nothing after the end, no deep nesting. */
@Provider
@Produces({MediaType.APPLICATION_JSON, Hal.APPLICATION_HAL_JSON})
class EngineJson extends JacksonConfigurator {

    private static final ObjectMapper MAPPER = configureObjectMapper(JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StrictJson.constraints())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build());

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return MAPPER;
    }
}
