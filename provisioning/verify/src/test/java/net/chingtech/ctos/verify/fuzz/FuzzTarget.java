package net.chingtech.ctos.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.mapping.SkillMapRules;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedNotice;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.Limits;
import net.chingtech.ctos.verify.internal.zip.RandomBytes;
import net.chingtech.ctos.verify.internal.zip.StrictZip;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/**
 * What is fed, and what must hold for every input: nothing is thrown but the refusals that callers know, and what is
 * accepted is what the good inputs say.
 */
public enum FuzzTarget {
    /** Whatever is read strictly is read just so by another reader, which goes through it from its first byte. */
    ZIP {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return seeds.zips();
        }

        @Override
        void feed(Seeds seeds, byte[] input) throws IOException {
            try {
                StrictZip zip = StrictZip.read(RandomBytes.of(input), true, new Limits());
                Map<String, String> strict = new LinkedHashMap<>();
                for (ZipRecord entry : zip.entries()) {
                    strict.put(entry.name(), Digests.sha256Hex(zip.content(entry.name())));
                }
                assertThat(Seeds.streamed(input)).isEqualTo(strict);
            } catch (Refused e) {
                assertThat(e.problem().code()).startsWith("zip_");
            }
        }
    },
    /** A JAR that is accepted holds the files of the one that was signed, whatever its ZIP looks like. */
    ARTIFACT {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return List.of(seeds.jar());
        }

        @Override
        void feed(Seeds seeds, byte[] input) throws IOException {
            Path file = Files.write(seeds.file(), input);
            VerifiedStatement about = seeds.statementAbout(input);
            try {
                seeds.verifier().artifact(file, about);
                assertThat(Seeds.streamed(input)).isEqualTo(Seeds.streamed(seeds.jar()));
            } catch (VerificationFailed e) {
                assertThat(e.stage()).isPresent();
            }
        }
    },
    /** A JAR that nobody signed is accepted only when it holds the files of the one that its digest was taken of. */
    UNSIGNED_ARTIFACT {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return List.of(seeds.legacy().jar());
        }

        @Override
        void feed(Seeds seeds, byte[] input) throws IOException {
            Path file = Files.write(seeds.file(), input);
            try {
                seeds.verifier().artifact(file, seeds.legacy().statementAbout(input));
                assertThat(Seeds.streamed(input).keySet()).noneMatch(UnsignedSeeds::isOfASignature);
            } catch (VerificationFailed e) {
                assertThat(e.stage()).isPresent();
            }
        }
    },
    /** What nobody signed is never taken for signed, and is nothing but a legacy skill. */
    UNSIGNED_STATEMENT {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            Envelope envelope = seeds.legacy().envelope();
            return List.of(envelope.write(), seeds.envelope().write());
        }

        @Override
        void feed(Seeds seeds, byte[] input) {
            try {
                Envelope envelope = Envelope.read(input);
                UnsignedSeeds.assertSignedOrLegacy(envelope, seeds);
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            } catch (VerificationFailed e) {
                assertThat(e.stage()).isPresent();
            }
        }
    },
    /** A map that is read leads from legacy skills to others, and means the same once it was written. */
    SKILL_MAP {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return List.of(UnsignedSeeds.map());
        }

        @Override
        void feed(Seeds seeds, byte[] input) {
            try {
                UnsignedSeeds.assertSound(SkillMapRules.read(input));
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            }
        }
    },
    MANIFEST {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return List.of(seeds.manifest());
        }

        @Override
        void feed(Seeds seeds, byte[] input) {
            try {
                SkillManifest manifest = SkillManifest.read(input);
                assertThat(PlainText.hides(manifest.name()
                                + manifest.summary()
                                + manifest.author().name()))
                        .isFalse();
                assertThat(SkillManifest.read(Json.write(manifest))).isEqualTo(manifest);
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            }
        }
    },
    /** An envelope that is accepted says what was signed, word for word; a payload alone is read or refused. */
    STATEMENT {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return List.of(seeds.envelope().write(), seeds.envelope().payload());
        }

        @Override
        void feed(Seeds seeds, byte[] input) {
            try {
                ReleaseStatement.read(input);
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            }
            try {
                ReleaseStatement accepted =
                        seeds.verifier().statement(Envelope.read(input)).statement();
                assertThat(accepted.write()).isEqualTo(seeds.envelope().payload());
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            } catch (VerificationFailed e) {
                assertThat(e.stage()).isPresent();
            }
        }
    },
    /** A role's file that is read has one form, and keeps it. */
    METADATA {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return seeds.roles();
        }

        @Override
        void feed(Seeds seeds, byte[] input) {
            try {
                SignedMetadata read = SignedMetadata.read(input);
                assertThat(SignedMetadata.read(read.write()).signedBytes()).isEqualTo(read.signedBytes());
                List.of(Root.class, Timestamp.class, Snapshot.class, Targets.class)
                        .forEach(type -> as(read, type));
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            }
        }

        private <R extends Role> void as(SignedMetadata read, Class<R> type) {
            try {
                assertThat(read.as(type).version()).isPositive();
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            }
        }
    },
    BUCKET {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return List.of(seeds.bucket());
        }

        @Override
        void feed(Seeds seeds, byte[] input) {
            try {
                Bucket bucket = Bucket.read(input);
                assertThat(Bucket.read(bucket.write())).isEqualTo(bucket);
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            }
        }
    },
    /** Of a list of notices only those count that were signed. */
    NOTICES {
        @Override
        List<byte[]> seeds(Seeds seeds) {
            return List.of(Json.write(seeds.notices()));
        }

        @Override
        void feed(Seeds seeds, byte[] input) {
            try {
                NoticeList list = NoticeList.read(input);
                KeyNotices read = KeyNotices.read(list, seeds.verifier());
                assertThat(seeds.signedNotices())
                        .containsAll(read.notices().stream()
                                .map(VerifiedNotice::notice)
                                // A rotation proves itself by the key that it is about; a stranger's counts for
                                // strangers.
                                .filter(notice -> notice.kind() != Notice.Kind.ROTATION)
                                .toList());
            } catch (FormatException e) {
                assertThat(e.violations()).isNotEmpty();
            }
        }
    };

    /** Good inputs, to begin with. */
    abstract List<byte[]> seeds(Seeds seeds);

    /** Throws whatever must not be. */
    abstract void feed(Seeds seeds, byte[] input) throws IOException;
}
