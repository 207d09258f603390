package net.chingtech.ctos.clawhub.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Files of a skill while they are read: counted, judged by name, sorted into what belongs to it and what does not. */
final class Gathered {

    /** Hidden files that say something of the skill; they are no part of it. */
    private static final Set<String> MARKS =
            Set.of(".gitignore", ".clawhubignore", ".clawhub/origin.json", ".clawdhub/origin.json");

    private final LegacyPaths paths = new LegacyPaths();
    private final Map<String, LegacyFile> files = new TreeMap<>();
    private final Map<String, LegacyFile> marks = new TreeMap<>();
    private final List<String> links = new ArrayList<>();
    private boolean givenUp;
    private final List<String> specials = new ArrayList<>();
    private boolean installed;
    private int seen;
    private int count;
    private long size;

    Map<String, LegacyFile> files() {
        return files;
    }

    Map<String, LegacyFile> marks() {
        return marks;
    }

    /** Before anything is done with an entry, whatever it is: one too many, or nobody waits for it any more. */
    void visit() throws ProvisioningException {
        mustBeWanted();
        seen++;
        if (seen > LegacyFolder.MOST_ENTRIES) {
            throw LegacyProblem.tooLarge(
                    "legacy_too_many_files",
                    "The skill has more than " + LegacyFolder.MOST_ENTRIES
                            + " files and folders, those that are not taken over counted too.");
        }
    }

    static void mustBeWanted() throws ProvisioningException {
        if (Thread.currentThread().isInterrupted()) {
            throw LegacyProblem.cancelled();
        }
    }

    /** Before its content is read: a name that is refused, or one too many. */
    void name(String path) throws ProvisioningException {
        paths.add(path);
        if (!path.endsWith("/") && !LegacyPaths.isInstalled(path)) {
            count++;
            if (count > LegacyFolder.MOST_FILES) {
                throw LegacyProblem.tooLarge(
                        "legacy_too_many_files", "The skill has more than " + LegacyFolder.MOST_FILES + " files.");
            }
        }
    }

    /** Whether the content of a file is wanted at all. */
    boolean wants(String path) {
        if (LegacyPaths.isInstalled(path)) {
            installed = true;
            return false;
        }
        // A mark may lie in the one folder that all are in.
        return !LegacyPaths.isHidden(path)
                || MARKS.contains(path)
                || MARKS.contains(path.substring(path.indexOf('/') + 1));
    }

    /** How much one more file may have. */
    long room() {
        return Math.min(LegacyFolder.LARGEST_FILE, LegacyFolder.LARGEST_FOLDER - size);
    }

    ProvisioningException tooLarge(String path) {
        String limit = room() < LegacyFolder.LARGEST_FILE
                ? LegacyFolder.LARGEST_FOLDER + " bytes in all"
                : LegacyFolder.LARGEST_FILE + " bytes in one file";
        return LegacyProblem.tooLarge(
                "legacy_too_large",
                "The skill has more than " + limit + "; it was given up at " + LegacyProblem.shown(path) + ".");
    }

    synchronized void content(LegacyFile file) throws ProvisioningException {
        passed(file.path(), file.size());
        if (!givenUp) {
            files.put(file.path(), file);
        }
    }

    /** Nobody waits for it any more, but whoever reads may hang, and hold it for ever. */
    synchronized void giveUp() {
        givenUp = true;
        files.clear();
    }

    /** So much was read of a file, whether it is kept or not. */
    void passed(String path, long bytes) throws ProvisioningException {
        if (bytes > room()) {
            throw tooLarge(path);
        }
        size += bytes;
    }

    void add(LegacyFile file) throws ProvisioningException {
        visit();
        name(file.path());
        if (wants(file.path())) {
            content(file);
        }
    }

    void link(String path) {
        links.add(path);
    }

    /** A pipe, a socket or a device. */
    void special(String path) {
        specials.add(path);
    }

    /** The same files, seen from the one folder that all are in, when there is one; sorted into files and marks. */
    Gathered withoutTopFolder() {
        Set<String> tops = new TreeSet<>();
        files.keySet().stream()
                .filter(path -> !LegacyPaths.isHidden(path))
                .forEach(path -> tops.add(path.substring(0, path.indexOf('/') + 1)));
        String top = tops.size() == 1 ? tops.iterator().next() : "";
        Gathered flat = new Gathered();
        flat.links.addAll(links);
        flat.specials.addAll(specials);
        flat.installed = installed;
        for (LegacyFile file : files.values()) {
            if (file.path().startsWith(top)) {
                flat.sort(new LegacyFile(file.path().substring(top.length()), file.content(), file.executable()));
            }
        }
        return flat;
    }

    private void sort(LegacyFile file) {
        if (MARKS.contains(file.path())) {
            marks.put(file.path(), file);
        } else if (!LegacyPaths.isHidden(file.path())) {
            files.put(file.path(), file);
        }
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!links.isEmpty()) {
            remarks.add("Links are not taken over: " + LegacyFolder.some(links) + ".");
        }
        if (!specials.isEmpty()) {
            remarks.add("Pipes, sockets and devices are not taken over: " + LegacyFolder.some(specials) + ".");
        }
        if (installed) {
            remarks.add("What npm installed for it (node_modules) is not taken over.");
        }
        return remarks;
    }
}
