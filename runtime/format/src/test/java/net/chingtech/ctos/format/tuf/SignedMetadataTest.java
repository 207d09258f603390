package net.chingtech.ctos.format.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedMetadataTest {

    private static final Instant EXPIRES = Instant.parse("2030-01-02T03:04:05Z");

    private KeyPair one;
    private KeyPair two;
    private Root root;

    @BeforeEach
    void twoKeysOfAThresholdOfTwo() throws GeneralSecurityException {
        one = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        two = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        RoleKeys both = new RoleKeys(List.of(id(one), id(two)), 2);
        root = new Root(
                1,
                EXPIRES,
                Map.of(id(one), MetadataKey.ed25519(one.getPublic()), id(two), MetadataKey.ed25519(two.getPublic())),
                Map.of(Role.ROOT, both, Role.TIMESTAMP, both, Role.SNAPSHOT, both, Role.TARGETS, both));
    }

    @Test
    void everyRole_writtenAndRead_isTheSame() throws FormatException {
        Timestamp timestamp = new Timestamp(3, EXPIRES, new FileMeta(7, 120L, Map.of("sha256", "ab")));
        Snapshot snapshot = new Snapshot(7, EXPIRES, new FileMeta(2, null, null));
        Targets targets = new Targets(
                2,
                EXPIRES,
                Map.of("buckets/0/0.json", TargetMeta.of(new byte[5]), "x.json", TargetMeta.of(new byte[0])));

        assertThat(again(root, Root.class)).isEqualTo(root);
        assertThat(again(timestamp, Timestamp.class)).isEqualTo(timestamp);
        assertThat(again(snapshot, Snapshot.class)).isEqualTo(snapshot);
        assertThat(again(targets, Targets.class)).isEqualTo(targets);
    }

    @Test
    void writtenFile_isInTheWordsOfTheSpecification() {
        Timestamp timestamp = new Timestamp(3, EXPIRES, new FileMeta(7, null, null));

        assertThat(new String(SignedMetadata.of(timestamp).signedBytes(), UTF_8))
                .isEqualTo("{\"_type\":\"timestamp\",\"expires\":\"2030-01-02T03:04:05Z\","
                        + "\"meta\":{\"snapshot.json\":{\"version\":7}},\"spec_version\":\"1.0.31\",\"version\":3}");
        assertThat(new String(SignedMetadata.of(root).signedBytes(), UTF_8))
                .startsWith(
                        "{\"_type\":\"root\",\"consistent_snapshot\":true,\"expires\":\"2030-01-02T03:04:05Z\",\"keys\":{\"")
                .contains("{\"keytype\":\"ed25519\",\"keyval\":{\"public\":\"", "\"threshold\":2}");
    }

    @Test
    void unknownWords_areSignedToo() throws Exception {
        byte[] file = ("{\"signatures\":[],\"signed\":{\"z\":1,\"_type\":\"timestamp\"}}").getBytes(UTF_8);

        assertThat(SignedMetadata.read(file).signedBytes())
                .isEqualTo("{\"_type\":\"timestamp\",\"z\":1}".getBytes(UTF_8));
    }

    @Test
    void twoKeys_areEnough_oneKeyTwiceIsNot() throws Exception {
        SignedMetadata document = SignedMetadata.of(root);
        byte[] first = signature(one, document);

        SignedMetadata both = document.with(id(one), first).with(id(two), signature(two, document));
        SignedMetadata.Signature twice =
                document.with(id(one), first).signatures().get(0);

        assertThat(Signers.of(SignedMetadata.read(both.write()), root, Role.ROOT)
                        .enough())
                .isTrue();
        Signers same = Signers.of(new SignedMetadata(List.of(twice, twice), document.signed()), root, Role.ROOT);
        assertThat(same.keyids()).containsExactly(id(one));
        assertThat(same.enough()).isFalse();
        assertThat(same.wrong()).isFalse();
    }

    @Test
    void signatureOfOtherBytes_isWrong_andOneOfAnUnknownKeyIsNotSeen() throws Exception {
        SignedMetadata document = SignedMetadata.of(root);
        SignedMetadata other = SignedMetadata.of(new Timestamp(1, EXPIRES, new FileMeta(1, null, null)));
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        Signers wrong = Signers.of(document.with(id(one), signature(one, other)), root, Role.ROOT);
        Signers unseen = Signers.of(document.with(id(stranger), signature(stranger, document)), root, Role.ROOT);

        assertThat(wrong).isEqualTo(new Signers(java.util.Set.of(), true, 2));
        assertThat(unseen).isEqualTo(new Signers(java.util.Set.of(), false, 2));
        assertThat(Signers.of(
                        new SignedMetadata(
                                List.of(
                                        new SignedMetadata.Signature(id(one), "no hex"),
                                        new SignedMetadata.Signature(null, null)),
                                document.signed()),
                        root,
                        Role.ROOT))
                .isEqualTo(wrong);
    }

    @Test
    void fileWithAKeyTwice_isRefused() {
        SignedMetadata.Signature signature = new SignedMetadata.Signature(id(one), "00");
        SignedMetadata twice = new SignedMetadata(
                List.of(signature, signature), SignedMetadata.of(root).signed());

        assertThatThrownBy(() -> SignedMetadata.read(twice.write())).hasMessageContaining("2 of 1 keys");
    }

    @Test
    void signingAgain_takesTheOldPlace() throws Exception {
        SignedMetadata document =
                SignedMetadata.of(root).with(id(one), new byte[] {1}).with(id(one), new byte[] {2});

        assertThat(document.signatures()).containsExactly(new SignedMetadata.Signature(id(one), "02"));
    }

    @Test
    void keyUnderAnotherName_isRefused() {
        Root forged = new Root(1, EXPIRES, Map.of(id(two), MetadataKey.ed25519(one.getPublic())), root.roles());

        assertThatThrownBy(() -> again(forged, Root.class)).hasMessageContaining("$.keys." + id(two));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "'version':3 | 'version':0 | $.version",
                "'version':3 | 'version':1e2 | whole number",
                "'version':3 | 'version':99999999999999999999999 | $.version",
                "'version':3 | 'version':3,'version':4 | uplicate",
                "2030-01-02T03:04:05Z | 2030-01-02T03:04:05.5Z | $.expires",
                "2030-01-02T03:04:05Z | 2030-01-02T03:04:05+00:00 | $.expires",
                "2030-01-02T03:04:05Z | 2030-01-02T03:04Z | $.expires",
                "1.0.31 | 2.0.0 | $.spec_version",
                "'_type':'timestamp' | '_type':'snapshot' | $._type",
                "snapshot.json | snapshots.json | $.meta.snapshot.json",
                "'version':7 | 'version':0 | $.meta.snapshot.json",
            })
    void unlawfulTimestamp_isRefused_namingThePlace(String found, String with, String place) {
        String lawful = "{\"signatures\":[],\"signed\":{\"_type\":\"timestamp\",\"expires\":\"2030-01-02T03:04:05Z\","
                + "\"meta\":{\"snapshot.json\":{\"version\":7}},\"spec_version\":\"1.0.31\",\"version\":3}}";
        String unlawful = lawful.replace(found.replace('\'', '"'), with.replace('\'', '"'));

        assertThat(unlawful).isNotEqualTo(lawful);
        assertThatThrownBy(() -> SignedMetadata.read(unlawful.getBytes(UTF_8)).as(Timestamp.class))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(place);
    }

    private static <R extends Role> R again(R role, Class<R> type) throws FormatException {
        return SignedMetadata.read(SignedMetadata.of(role).write()).as(type);
    }

    private static String id(KeyPair pair) {
        return MetadataKey.ed25519(pair.getPublic()).id();
    }

    private static byte[] signature(KeyPair pair, SignedMetadata document) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(document.signedBytes());
        return signer.sign();
    }
}
