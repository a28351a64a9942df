package dev.steward.platform.local;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ends with the process that started it. {@code spring-boot:run} starts Steward as a child of Maven; when Maven is killed,
 * nobody would see the child live on, keep the port and keep the folder from the next start.
 */
class FollowParent implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(FollowParent.class);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().getProperty("steward.local.follow-parent", Boolean.class, false)) {
            ProcessHandle.current().parent().ifPresent(FollowParent::follow);
        }
    }

    private static void follow(ProcessHandle parent) {
        parent.onExit().thenRun(() -> {
            log.info("Process {}, which started Steward, has ended", parent.pid());
            // not in this thread: the shutdown would wait for it
            new Thread(() -> System.exit(0), "follow-parent").start();
        });
    }
}
