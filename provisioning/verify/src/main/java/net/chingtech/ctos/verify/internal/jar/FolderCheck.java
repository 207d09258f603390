package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FolderContent;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.StrictZip;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/**
 * The JAR of a legacy skill holds the folder that its statement names: by that digest versions are pinned, so it is made anew
 * from the files, and none lies there besides. A statement of before names none; its version is pinned by the JAR alone.
 */
final class FolderCheck implements SkillCheck {

    private static final int LARGEST_LIST = 1 << 20;

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        String said = skill.statement().content();
        if (said == null || !skill.statement().id().isLegacy()) {
            return;
        }
        SortedMap<String, String> places = places(skill.zip());
        mustBeAll(skill.zip(), places.values());
        Map<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, String> file : places.entrySet()) {
            digests.put(file.getKey(), sha256(skill.zip(), file.getValue()));
        }
        String found = FolderContent.digest(digests);
        if (!found.equals(said)) {
            throw mismatch("its statement names the folder sha256:" + said + ", and it holds sha256:" + found);
        }
    }

    private static SortedMap<String, String> places(StrictZip zip) throws Refused, IOException {
        if (!zip.has(FolderContent.LIST) || zip.size(FolderContent.LIST) > LARGEST_LIST) {
            throw mismatch("its list of files is missing, or larger than " + LARGEST_LIST + " bytes");
        }
        byte[] list = zip.content(FolderContent.LIST);
        if (lines(list) > zip.entries().size()) {
            throw mismatch("its list names more files than it holds");
        }
        try {
            return FolderContent.places(list);
        } catch (FormatException e) {
            throw Refused.because(
                    "content_mismatch",
                    "The list of the folder's files is not in its format: " + Refused.shown(e.getMessage()),
                    e);
        }
    }

    private static int lines(byte[] list) {
        int lines = 0;
        for (byte b : list) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static void mustBeAll(StrictZip zip, Collection<String> places) throws Refused {
        Set<String> missing = new HashSet<>(places);
        for (ZipRecord entry : zip.entries()) {
            if (FolderContent.isPlace(entry.name()) && !missing.remove(entry.name())) {
                throw mismatch("its list does not name " + Refused.shown(entry.name()));
            }
        }
        if (!missing.isEmpty()) {
            throw mismatch("its list names " + Refused.shown(missing.iterator().next()) + ", which is not there");
        }
    }

    private static String sha256(StrictZip zip, String entry) throws Refused, IOException {
        MessageDigest digest = Digests.sha256();
        zip.read(entry, (buffer, length) -> {
            digest.update(buffer, 0, length);
            return true;
        });
        return Digests.hex(digest.digest());
    }

    private static Refused mismatch(String why) {
        return Refused.because("content_mismatch", "The JAR is not of the folder that was shown: " + why + ".");
    }
}
