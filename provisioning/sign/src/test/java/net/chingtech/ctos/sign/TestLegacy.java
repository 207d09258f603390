package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FolderContent;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;

/** Legacy skills for tests: a JAR that nobody signed, and a statement about it that nobody signed either. */
public final class TestLegacy {

    private TestLegacy() {}

    /**
     * A release as a source of legacy skills makes it.
     *
     * @param source the source's id
     * @param place where it has it, such as {@code @acme/invoice-tools}
     */
    public static SignedRelease release(TestSkill skill, Path target, String source, String place) {
        try {
            SkillJar jar =
                    SkillJar.read(inOrder(skill.jar(target.resolveSibling(target.getFileName() + ".plain")), target));
            byte[] bytes = Files.readAllBytes(target);
            ReleaseStatement statement = ReleaseStatement.of(
                            jar.manifest(),
                            TestPublisher.NOW,
                            new ReleaseStatement.Artifact(Digests.sha256Hex(bytes), bytes.length),
                            jar.requirements(),
                            jar.capabilities(),
                            place.substring(0, place.indexOf('/')) + " on ClawHub",
                            Digests.sha256Hex((source + "\n" + place).getBytes(StandardCharsets.UTF_8)))
                    .withContent(content(target));
            return new SignedRelease(target, jar.manifest(), statement, Envelope.unsigned(statement.write()));
        } catch (SigningFailed e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its statement says of its folder; null of a skill that has no list of such files. */
    private static String content(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry list = zip.getEntry(FolderContent.LIST);
            if (list == null) {
                return null;
            }
            Map<String, String> digests = new TreeMap<>();
            for (Map.Entry<String, String> file : FolderContent.places(
                            zip.getInputStream(list).readAllBytes())
                    .entrySet()) {
                ZipEntry entry = zip.getEntry(file.getValue());
                // One that is missing was left out on purpose.
                if (entry != null) {
                    digests.put(
                            file.getKey(),
                            Digests.sha256Hex(zip.getInputStream(entry).readAllBytes()));
                }
            }
            return FolderContent.digest(digests);
        } catch (FormatException e) {
            // Made wrong on purpose.
            return Digests.sha256Hex(new byte[0]);
        }
    }

    /** The same files without folders, the OSGi manifest first, as every skill JAR has them. */
    private static Path inOrder(Path plain, Path target) throws IOException, SigningFailed {
        try (ZipFile from = new ZipFile(plain.toFile());
                OutputStream out = Files.newOutputStream(target);
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (String name : SkillJar.read(plain).entries()) {
                to.putNextEntry(TestSkill.entry(name));
                to.write(from.getInputStream(from.getEntry(name)).readAllBytes());
                to.closeEntry();
            }
        }
        return target;
    }
}
