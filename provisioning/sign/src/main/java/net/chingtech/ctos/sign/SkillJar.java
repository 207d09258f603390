package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Violation;

/**
 * An unsigned skill JAR that was looked through before it is signed.
 *
 * @param path the file
 * @param entries the names of its files, without folders, the OSGi manifest first
 * @param manifest its {@code manifest.json}
 * @param requirements its Require-Capability clauses
 * @param capabilities its Provide-Capability clauses
 */
record SkillJar(
        Path path, List<String> entries, SkillManifest manifest, List<String> requirements, List<String> capabilities) {

    private static final int LARGEST_MANIFEST = 1024 * 1024;
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]+)", Pattern.CASE_INSENSITIVE);

    static SkillJar read(Path jar) throws SigningFailed {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<String> entries = entries(jar, zip);
            Manifest headers = new Manifest(new java.io.ByteArrayInputStream(content(jar, zip, JarFile.MANIFEST_NAME)));
            SkillManifest manifest = SkillManifest.read(content(jar, zip, SkillManifest.PATH));
            Attributes main = headers.getMainAttributes();
            mustAgree("Bundle-SymbolicName", main, manifest.id().value());
            mustAgree("Bundle-Version", main, manifest.version().bundleVersion());
            return new SkillJar(
                    jar,
                    entries,
                    manifest,
                    clauses(main.getValue("Require-Capability")),
                    clauses(main.getValue("Provide-Capability")));
        } catch (IOException e) {
            throw SigningFailed.because(
                    "jar_unreadable",
                    jar + " cannot be read as a JAR.",
                    "Build the skill with: mvn package, and name the JAR under target/.",
                    e);
        } catch (FormatException e) {
            throw new SigningFailed(
                    new net.chingtech.ctos.format.Problem(
                            400,
                            e.code(),
                            jar + " holds a manifest.json or a header that is not right.",
                            "Correct what is named here, build again, then sign.",
                            e.violations().stream().map(Violation::toString).toList()),
                    e);
        }
    }

    private static List<String> entries(Path jar, ZipFile zip) throws SigningFailed {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw SigningFailed.because(
                        "jar_malformed",
                        jar + " has two entries named " + name + ".",
                        "Build the JAR anew, with each file in it once.");
            }
            if (SIGNATURE.matcher(name).matches()) {
                throw SigningFailed.because(
                        "jar_already_signed",
                        jar + " is signed already (" + name + ").",
                        "Sign the JAR that the build made; a skill has exactly one signer.");
            }
            if (!entry.isDirectory() && !name.equals(JarFile.MANIFEST_NAME)) {
                names.add(name);
            }
        }
        names.add(0, JarFile.MANIFEST_NAME);
        return List.copyOf(names);
    }

    private static byte[] content(Path jar, ZipFile zip, String name) throws IOException, SigningFailed {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw SigningFailed.because(
                    "manifest_missing",
                    jar + " has no " + name + ", so it is not a skill.",
                    "Build it with the kit: a manifest.json beside the pom and ctos-skill in bnd.bnd.");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST_MANIFEST + 1);
            if (bytes.length > LARGEST_MANIFEST) {
                throw SigningFailed.because(
                        "jar_malformed", name + " is larger than 1 MiB.", "Make it smaller, then build again.");
            }
            return bytes;
        }
    }

    private static void mustAgree(String header, Attributes main, String expected) throws SigningFailed {
        if (!expected.equals(main.getValue(header))) {
            throw SigningFailed.because(
                    "manifest_mismatch",
                    header + " is " + main.getValue(header) + " where manifest.json says " + expected + ".",
                    "Build the JAR with the kit, which makes the headers from manifest.json.");
        }
    }

    private static List<String> clauses(String header) throws FormatException {
        return HeaderClause.parse(header).stream().map(HeaderClause::text).toList();
    }
}
