package dev.steward;

import dev.steward.estate.local.LocalWorld;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** The tests of the whole application live in the local profile's world. */
@Configuration(proxyBeanMethods = false)
@Profile("test")
@Import({LocalWorld.class, ModelCoverage.class})
class TestWorld {

    @Bean
    static BeanPostProcessor statementsAreCounted() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? Statements.countedBy(source) : bean;
            }
        };
    }
}
