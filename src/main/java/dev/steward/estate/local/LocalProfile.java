package dev.steward.estate.local;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** The local profile has its world. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
@Import(LocalWorld.class)
class LocalProfile {}
