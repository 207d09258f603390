package net.chingtech.ctos.clawhub.folder;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * Reads a ZIP from its begin to its end, unpacking no more than the limits allow, and then asks the list at its end whether it
 * says the same: a ZIP that is two, depending on how it is read, is refused.
 */
final class LegacyZip {

    /** A ZIP is hardly larger than what is in it. */
    private static final long LARGEST = LegacyFolder.LARGEST_FOLDER + (1L << 20);

    private static final int BUFFER = 16 * 1024;

    /** What the list at the end may have: as many names as may be, each as long as it may be, and what a packer adds. */
    private static final long LARGEST_LIST = LegacyFolder.MOST_ENTRIES * 2_048L;

    private record Seen(String name, long crc) {}

    private record Content(byte[] kept, long crc) {}

    Gathered read(InputStream zip) throws ProvisioningException, IOException {
        Path copy = Files.createTempFile("legacy", ".zip");
        try {
            byte[] bytes = zip.readNBytes(Math.toIntExact(LARGEST + 1));
            mustFit(bytes.length);
            Files.write(copy, bytes);
            return read(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    Gathered read(Path zip) throws ProvisioningException {
        try {
            mustFit(Files.size(zip));
            Gathered gathered = new Gathered();
            List<Seen> seen;
            try (Counted bytes = new Counted(new BufferedInputStream(Files.newInputStream(zip), BUFFER))) {
                seen = walk(bytes, gathered);
                // All of the list is read at once, into memory.
                if (Files.size(zip) - bytes.count > LARGEST_LIST) {
                    throw LegacyProblem.tooLarge(
                            "legacy_too_large",
                            "The ZIP of the skill ends in a list of more than " + LARGEST_LIST + " bytes.");
                }
            }
            if (!seen.equals(listed(zip))) {
                throw LegacyProblem.hostile(
                        "legacy_zip_ambiguous", "The ZIP holds other files than the list at its end says.");
            }
            return gathered;
        } catch (IOException | IllegalArgumentException e) {
            throw LegacyProblem.because(
                    422,
                    "legacy_zip_malformed",
                    "The ZIP of the skill cannot be read: " + LegacyProblem.shown(String.valueOf(e.getMessage())) + ".",
                    "Try again; if it stays so, take another version.",
                    e);
        }
    }

    private static void mustFit(long size) throws ProvisioningException {
        if (size > LARGEST) {
            throw LegacyProblem.tooLarge(
                    "legacy_too_large", "The ZIP of the skill is larger than " + LARGEST + " bytes.");
        }
    }

    private static List<Seen> walk(InputStream bytes, Gathered gathered) throws ProvisioningException, IOException {
        List<Seen> seen = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(bytes, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                gathered.visit();
                gathered.name(name);
                if (entry.isDirectory()) {
                    seen.add(new Seen(name, 0));
                    continue;
                }
                boolean wanted = gathered.wants(name);
                Content content = content(zip, name, wanted, gathered);
                seen.add(new Seen(name, content.crc()));
                if (wanted) {
                    gathered.content(new LegacyFile(name, content.kept(), false));
                }
            }
        }
        return seen;
    }

    /** Counts while it unpacks, also what nobody keeps, since no size that stands in a ZIP is to be believed. */
    private static Content content(InputStream zip, String name, boolean wanted, Gathered gathered)
            throws ProvisioningException, IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[BUFFER];
        long room = gathered.room();
        long size = 0;
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
            Gathered.mustBeWanted();
            size += n;
            if (size > room) {
                throw gathered.tooLarge(name);
            }
            crc.update(buffer, 0, n);
            if (wanted) {
                content.write(buffer, 0, n);
            }
        }
        if (!wanted) {
            gathered.passed(name, size);
        }
        return new Content(content.toByteArray(), crc.getValue());
    }

    /** Says how much was taken of it. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            count += c < 0 ? 0 : 1;
            return c;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            count += Math.max(0, n);
            return n;
        }
    }

    private static List<Seen> listed(Path zip) throws IOException {
        List<Seen> listed = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                listed.add(new Seen(entry.getName(), entry.isDirectory() ? 0 : entry.getCrc()));
            }
        } catch (ZipException e) {
            throw new IOException(e.getMessage(), e);
        }
        return listed;
    }
}
