package dev.steward.estate;

import dev.steward.platform.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Loads the file named by {@code steward.estate.file} at the start; a mistake in it refuses the start. */
@Component
@Order(10)
class AtStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AtStart.class);

    private final Estate estate;
    private final @Nullable Resource file;

    AtStart(Estate estate, @Value("${steward.estate.file:#{null}}") @Nullable Resource file) {
        this.estate = estate;
        this.file = file;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (file == null) {
            return;
        }
        try {
            LOG.info("Estate: {}", estate.load(file.getContentAsString(StandardCharsets.UTF_8)));
        } catch (Refusal wrong) {
            throw new IllegalStateException("The estate " + file.getFilename() + " is wrong: " + wrong.getMessage());
        }
    }
}
