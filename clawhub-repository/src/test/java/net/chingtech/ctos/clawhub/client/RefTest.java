package net.chingtech.ctos.clawhub.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefTest {

    @Test
    void nameAsPeopleWriteIt_isReadAgain() {
        Ref ref = new Ref("acme", "invoice-tools");

        assertThat(Ref.of(ref.toString())).contains(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "@acme", "acme/x", "@/x", "@acme/", "@acme/x/y", "@a\nb/x", "@a\u202eb/x"})
    void textThatIsNoName_isNone(String text) {
        assertThat(Ref.of(text)).isEmpty();
    }

    @Test
    void lineEndInAName_makesNoLineOfItsOwn() {
        assertThat(new Ref("acme", "x\nclawhub.acme.good 1.0.0  unchanged"))
                .hasToString("@acme/x clawhub.acme.good 1.0.0 unchanged");
    }
}
