package net.chingtech.ctos.clawhub.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TurnTest {

    static Stream<Throwable> whatNobodyThoughtOf() {
        return Stream.of(new IllegalStateException("odd"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("whatNobodyThoughtOf")
    void failureThatNobodyThoughtOf_isAboutThatOneSkill(Throwable why) throws Exception {
        assertThatThrownBy(() -> Turn.take(() -> {
                    if (why instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) why;
                }))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("legacy_unreadable"))
                .hasCause(why);
        assertThat(Turn.<String>take(() -> "the next one")).isEqualTo("the next one");
    }
}
