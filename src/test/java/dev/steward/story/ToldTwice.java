package dev.steward.story;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** A story that happens twice: in process with BPM Assert, and over HTTP alone. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ToldTwice.Twice.class)
@interface ToldTwice {

    /** Runs a story once for each {@link Way}. */
    class Twice implements TestTemplateInvocationContextProvider {

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return Story.class.isAssignableFrom(context.getRequiredTestClass());
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of(Way.IN_PROCESS, Way.OVER_HTTP).map(Told::new);
        }
    }

    /** One of the two times. */
    record Told(Way way) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocation) {
            return way.words;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            BeforeEachCallback begin = context -> ((Story) context.getRequiredTestInstance()).happens(way);
            return List.of(begin);
        }
    }
}
