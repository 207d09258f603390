package net.chingtech.ctos.skill.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentSettingsTest {

    @interface Config {
        String from_email() default "nobody@example.org";

        String _key();

        int times() default 3;

        double rate();

        boolean loud();

        String[] names();

        int[] sizes() default {1};

        String under__score() default "u";
    }

    @Test
    void whatIsNotSet_hasItsDefault_orNothing() {
        Config config = ComponentSettings.of(Config.class, Map.of());

        assertThat(config.from_email()).isEqualTo("nobody@example.org");
        assertThat(config._key()).isNull();
        assertThat(config.times()).isEqualTo(3);
        assertThat(config.rate()).isZero();
        assertThat(config.loud()).isFalse();
        assertThat(config.names()).isEmpty();
        assertThat(config.sizes()).containsExactly(1);
    }

    @Test
    void whatIsSet_hasTheTypeThatTheComponentWants() {
        Config config = ComponentSettings.of(
                Config.class,
                Map.of(
                        "from.email",
                        "ada@example.org",
                        ".key",
                        "s3cret",
                        "times",
                        4L,
                        "rate",
                        2.5,
                        "loud",
                        true,
                        "names",
                        List.of("a", "b"),
                        "sizes",
                        List.of(2L),
                        "under_score",
                        "v"));

        assertThat(config.from_email()).isEqualTo("ada@example.org");
        assertThat(config._key()).isEqualTo("s3cret");
        assertThat(config.times()).isEqualTo(4);
        assertThat(config.rate()).isEqualTo(2.5);
        assertThat(config.loud()).isTrue();
        assertThat(config.names()).containsExactly("a", "b");
        assertThat(config.sizes()).containsExactly(2);
        assertThat(config.under__score()).isEqualTo("v");
    }

    @Test
    void aNameThatTheTypeDoesNotHave_isRefused() {
        assertThatThrownBy(() -> ComponentSettings.of(Config.class, Map.of("from_email", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from_email");
    }
}
