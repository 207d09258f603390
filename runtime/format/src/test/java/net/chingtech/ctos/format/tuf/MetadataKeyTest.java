package net.chingtech.ctos.format.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataKeyTest {

    /** The first key of RFC 8032, section 7.1. */
    private static final String RFC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @ParameterizedTest
    @CsvSource({
        "72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542c,"
                + "1bf1c6e3cdd3d3a8420b19199e27511999850f4b376c4547b2f32fba7e80fca3",
        "66dd78c5c2a78abc6fc6b267ff1a8017ba0e8bfc853dd97af351949bba021275,"
                + "cb3fbd83df4ba2471a736b065650878280964a98843ec13b457a99b2a21cc3b4",
    })
    void keysOfTheSpecificationsExample_haveTheNamesThatItGives(String hex, String id) {
        assertThat(new MetadataKey("ed25519", "ed25519", new MetadataKey.Value(hex)).id())
                .isEqualTo(id);
    }

    @Test
    void publicKey_thereAndBack_isTheSame() throws Exception {
        PublicKey made =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();

        MetadataKey key = Json.read(Json.write(MetadataKey.ed25519(made)), MetadataKey.class);

        assertThat(key.publicKey()).isEqualTo(made);
        assertThat(new String(Json.write(key))).doesNotContain("is_ed25519");
    }

    @Test
    void rawBytes_areTheKeyOfTheStandard() throws Exception {
        PublicKey key = new MetadataKey("ed25519", "ed25519", new MetadataKey.Value(RFC)).publicKey();

        assertThat(MetadataKey.ed25519(key).keyval().hex()).isEqualTo(RFC);
    }

    @Test
    void keysOfOtherKindsOrSpellings_doNotCount() {
        assertThat(new MetadataKey("rsa", "rsassa-pss-sha256", new MetadataKey.Value(RFC)).isEd25519())
                .isFalse();
        MetadataKey upper = new MetadataKey("ed25519", "ed25519", new MetadataKey.Value(RFC.toUpperCase()));
        assertThat(upper.isEd25519()).isFalse();
        assertThatThrownBy(upper::publicKey).isInstanceOf(FormatException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetadataKey.ed25519(
                        KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic()));
    }
}
