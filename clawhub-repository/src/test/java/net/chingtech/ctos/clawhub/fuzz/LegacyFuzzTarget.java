package net.chingtech.ctos.clawhub.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyMeta;
import net.chingtech.ctos.clawhub.folder.LegacyOrigin;
import net.chingtech.ctos.clawhub.folder.SkillText;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.verify.VerificationFailed;

/** What is fed, and what must hold for every input: the refusals that callers know, and nothing that looks made to do harm. */
public enum LegacyFuzzTarget {
    /** Names stay below the folder, within the limits, and each file holds what another reader sees under that name. */
    ZIP(1_000) {
        @Override
        List<byte[]> seeds() {
            return LegacySeeds.zips();
        }

        @Override
        void feed(Path temporary, byte[] input) throws IOException {
            try {
                LegacyFolder folder = LegacyFolder.ofZip(new ByteArrayInputStream(input));
                assertThat(folder.files()).hasSizeBetween(1, LegacyFolder.MOST_FILES);
                assertThat(folder.size()).isLessThanOrEqualTo(LegacyFolder.LARGEST_FOLDER);
                assertThat(folder.files().keySet())
                        .noneMatch(name -> name.startsWith("/")
                                || name.contains("\\")
                                || Set.of(name.split("/", -1)).stream().anyMatch(part -> part.matches("|\\.\\.?"))
                                || PlainText.hides(name));
                assertThat(LegacySeeds.streamed(input))
                        .containsAll(folder.files().values().stream()
                                .map(LegacyFile::sha256)
                                .toList());
            } catch (ProvisioningException e) {
                assertThat(e.problem().code()).startsWith("legacy_");
            }
        }
    },
    /** Whatever its head says is read as far as it goes, as lines of visible characters. */
    SKILL_MD(2_000) {
        @Override
        List<byte[]> seeds() {
            return LegacySeeds.texts();
        }

        @Override
        void feed(Path temporary, byte[] input) throws IOException {
            LegacyFolder folder;
            try {
                folder = folder("SKILL.md", input);
            } catch (ProvisioningException e) {
                assertThat(e.problem().code()).isEqualTo("legacy_skill_md_no_text");
                return;
            }
            SkillText text = SkillText.of(folder);
            for (String said : new String[] {
                text.front().name(), text.front().description(), text.front().version(),
                        text.front().author(),
                text.front().license(), text.front().homepage(), text.front().entrypoint(),
                        text.front().emoji()
            }) {
                assertThat(said == null || !said.contains("\n") && !PlainText.hides(said))
                        .as(said)
                        .isTrue();
            }
            assertThat(text.remarks()).noneMatch(PlainText::hides);
        }
    },
    META(2_000) {
        @Override
        List<byte[]> seeds() {
            return LegacySeeds.metas();
        }

        @Override
        void feed(Path temporary, byte[] input) throws IOException {
            LegacyMeta.of(sound(LegacyMeta.PATH, input))
                    .ifPresent(meta -> assertThat(meta.shape()).isNotNull());
        }
    },
    ORIGIN(2_000) {
        @Override
        List<byte[]> seeds() {
            return LegacySeeds.origins();
        }

        @Override
        void feed(Path temporary, byte[] input) throws IOException {
            LegacyOrigin.of(sound(".clawhub/origin.json", input))
                    .ifPresent(origin -> assertThat(origin.slug()).isNotBlank());
        }
    },
    /** Whatever {@code SKILL.md} says, the JAR is a skill by the container's own checks, or there is none. */
    WRAPPED(150) {
        @Override
        List<byte[]> seeds() {
            return LegacySeeds.texts();
        }

        @Override
        void feed(Path temporary, byte[] input) throws IOException {
            Path jar = temporary.resolve("skill.jar");
            try {
                Wrapped wrapped = new Wrapper().wrap(folder("SKILL.md", input), LegacySeeds.origin(), jar);
                assertThat(LegacySeeds.VERIFIER
                                .artifact(jar, LegacySeeds.VERIFIER.unvouched(wrapped.envelope()))
                                .manifest())
                        .isEqualTo(wrapped.manifest());
            } catch (ProvisioningException e) {
                assertThat(e.problem().code()).startsWith("legacy_");
            } catch (VerificationFailed e) {
                throw new AssertionError("wrapped, and no skill: " + e.problem(), e);
            } finally {
                Files.deleteIfExists(jar);
            }
        }
    };

    /** How many inputs are fed at every build. */
    final int inputs;

    LegacyFuzzTarget(int inputs) {
        this.inputs = inputs;
    }

    /** Good inputs, to begin with. */
    abstract List<byte[]> seeds();

    /** Throws whatever must not be. */
    abstract void feed(Path temporary, byte[] input) throws IOException;

    /** One whose {@code SKILL.md} is good. */
    private static LegacyFolder sound(String path, byte[] content) {
        try {
            return folder(path, content);
        } catch (ProvisioningException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LegacyFolder folder(String path, byte[] content) throws ProvisioningException {
        Map<String, byte[]> files = new TreeMap<>(Map.of(
                "SKILL.md", "# Tool\n".getBytes(StandardCharsets.UTF_8),
                "scripts/run.sh", "echo run\n".getBytes(StandardCharsets.UTF_8)));
        files.put(path, content);
        return LegacyFolder.of(files);
    }
}
