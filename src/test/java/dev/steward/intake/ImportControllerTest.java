package dev.steward.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.jayway.jsonpath.JsonPath;
import dev.steward.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@DisplayName("Imports over HTTP")
class ImportControllerTest {

    private static Archive archive;
    private static MockMvc http;

    @BeforeAll
    static void open() {
        archive = new Archive();
        var json = Jackson2ObjectMapperBuilder.json()
                .featuresToDisable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        http = MockMvcBuilders.standaloneSetup(new ImportController(archive.imports))
                .setMessageConverters(new MappingJackson2HttpMessageConverter(json))
                .build();
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    private static MockMultipartFile part(String name, String text) {
        return new MockMultipartFile(name, name + ".txt", null, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("are accepted with an id, and answer how far they have come")
    void accepted() throws Exception {
        String file =
                "{\"id\":\"7\",\"type\":\"Heating\",\"city\":\"Brooklyn\",\"status\":\"Open\",\"opened\":\"2012-06-26T13:38:54\"}\n{}";
        var answer = http.perform(
                        multipart("/imports").file(part("file", file)).file(part("mapping", MappingTest.YAML)))
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse();
        String id = JsonPath.read(answer.getContentAsString(), "$.id");
        assertThat(answer.getHeader("Location")).endsWith("/imports/" + id);
        http.perform(get("/imports/" + id))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("RUNNING"))
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.done").value(0));
        archive.finish(UUID.fromString(id));
        http.perform(get("/imports/" + id))
                .andExpect(jsonPath("$.state").value("DONE"))
                .andExpect(jsonPath("$.created").value(1))
                .andExpect(jsonPath("$.updated").value(0))
                .andExpect(jsonPath("$.skipped").value(0))
                .andExpect(jsonPath("$.failed").value(1))
                .andExpect(jsonPath("$.errors[0].row").value(2))
                .andExpect(jsonPath("$.errors[?(@.field=='openedAt')].message").value("missing (opened)"))
                .andExpect(jsonPath("$.startedAt").value("2026-06-05T06:00:00Z"))
                .andExpect(jsonPath("$.finishedAt").value("2026-06-05T06:00:00Z"));
    }

    @Test
    @DisplayName("ask for both parts, and for a mapping of a sensible size and encoding")
    void parts() throws Exception {
        http.perform(multipart("/imports").file(part("file", "{}"))).andExpect(status().isBadRequest());
        assertThat(refusal(part("mapping", "#".repeat(MappingFile.LONGEST + 1))).kind())
                .isEqualTo(Refusal.Kind.TOO_LARGE);
        assertThat(refusal(new MockMultipartFile("mapping", new byte[] {(byte) 0xC3, (byte) 0x28})))
                .hasMessage("mapping: not UTF-8");
    }

    private static Refusal refusal(MockMultipartFile mapping) {
        try {
            http.perform(multipart("/imports").file(part("file", "{}")).file(mapping));
        } catch (Exception failure) {
            if (failure.getCause() instanceof Refusal refusal) {
                return refusal;
            }
        }
        throw new AssertionError("not refused");
    }
}
