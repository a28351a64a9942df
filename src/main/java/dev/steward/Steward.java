package dev.steward;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application. The JVM runs in UTC; zones live in calendars. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Steward {

    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(Steward.class, args);
    }
}
