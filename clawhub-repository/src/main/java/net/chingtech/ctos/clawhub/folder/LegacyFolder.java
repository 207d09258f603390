package net.chingtech.ctos.clawhub.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * The files of one legacy skill, in memory, within limits. What is hidden, linked or installed by npm is left out, as it is
 * when a skill is published; what looks hostile refuses the whole skill.
 */
public final class LegacyFolder {

    /** How many files a skill may have, those left out counted too. */
    public static final int MOST_FILES = 200;

    /** How many names are looked at at all: files, folders, what is hidden and what npm installed. */
    static final int MOST_ENTRIES = 2_000;

    /** The largest file, in bytes; ClawHub's own limit. */
    public static final long LARGEST_FILE = 10L << 20;

    /** The most that all files together have, in bytes; ClawHub's own limit. */
    public static final long LARGEST_FOLDER = 50L << 20;

    /** The largest {@code SKILL.md}, in bytes. Agents read it whole, and nobody reads more. */
    static final int LARGEST_TEXT = 1 << 20;

    private final SortedMap<String, LegacyFile> files;
    private final Map<String, LegacyFile> marks;
    private final String skillText;
    private final List<String> remarks;

    private LegacyFolder(
            Map<String, LegacyFile> files, Map<String, LegacyFile> marks, String skillText, List<String> remarks) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.marks = Map.copyOf(marks);
        this.skillText = skillText;
        this.remarks = List.copyOf(remarks);
    }

    /**
     * Reads a ZIP, as ClawHub gives it out: files at the top, or all in one folder.
     *
     * @throws ProvisioningException {@code legacy_zip_malformed}, {@code legacy_zip_ambiguous}, {@code legacy_too_large},
     *     {@code legacy_too_many_files}, {@code legacy_path_unsafe}, {@code legacy_path_hidden}, {@code legacy_path_twice},
     *     {@code legacy_path_long}, {@code legacy_too_deep}, {@code legacy_no_skill_md}, {@code legacy_skill_md_ambiguous},
     *     {@code legacy_skill_md_large}, {@code legacy_skill_md_no_text}, {@code cancelled}
     */
    public static LegacyFolder ofZip(Path zip) throws ProvisioningException {
        return of(new LegacyZip().read(zip));
    }

    /** The same of a ZIP that is not on the disk; reads it to its end and does not close it. */
    public static LegacyFolder ofZip(InputStream zip) throws ProvisioningException, IOException {
        return of(new LegacyZip().read(zip));
    }

    /**
     * Reads a folder of this machine. Runs nothing, follows no link, changes nothing.
     *
     * @param folder by a path without links: whoever trusts a link says where it leads
     * @throws ProvisioningException {@code folder_unreadable}, {@code folder_linked}, and as for a ZIP
     */
    public static LegacyFolder ofDirectory(Path folder) throws ProvisioningException {
        return of(new LegacyDirectory(folder).read());
    }

    /** The same of files that are in memory already; for tests and tools. */
    public static LegacyFolder of(Map<String, byte[]> files) throws ProvisioningException {
        Gathered gathered = new Gathered();
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            gathered.add(new LegacyFile(file.getKey(), file.getValue(), false));
        }
        return of(gathered);
    }

    private static LegacyFolder of(Gathered gathered) throws ProvisioningException {
        Gathered flat = gathered.withoutTopFolder();
        String text = SkillTextFile.find(flat.files().keySet());
        if (flat.files().get(text).size() > LARGEST_TEXT) {
            throw LegacyProblem.tooLarge(
                    "legacy_skill_md_large", "Its SKILL.md has more than " + LARGEST_TEXT + " bytes.");
        }
        if (!isText(flat.files().get(text).content())) {
            throw LegacyProblem.unfit(
                    "legacy_skill_md_no_text",
                    "Its SKILL.md is empty, or no text.",
                    "See that SKILL.md is the text of the skill, in UTF-8, or ask its author.");
        }
        return new LegacyFolder(flat.files(), flat.marks(), text, flat.remarks());
    }

    /**
     * The same skill with some of its files only.
     *
     * @throws ProvisioningException {@code legacy_no_skill_md}
     */
    public LegacyFolder only(Predicate<String> wanted) throws ProvisioningException {
        Map<String, LegacyFile> some = new TreeMap<>(files);
        some.keySet().removeIf(wanted.negate());
        return new LegacyFolder(some, marks, SkillTextFile.find(some.keySet()), remarks);
    }

    /** A few signs of another encoding are common; agents are given no more of what is mostly none. */
    private static boolean isText(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        long broken = text.chars().filter(sign -> sign == 0xFFFD).count();
        return !text.replace("\uFEFF", "").isBlank() && text.indexOf(0) < 0 && broken * 2 <= text.length();
    }

    /** All files that belong to the skill, by path, in the order of code points. */
    public SortedMap<String, LegacyFile> files() {
        return files;
    }

    public Optional<LegacyFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The file that says what the skill is: {@code SKILL.md}, however its name is written. */
    public LegacyFile skillText() {
        return files.get(skillText);
    }

    /** {@code SKILL.md} as text; where it is no UTF-8, a sign stands in place of what cannot be read. */
    public String skillMarkdown() {
        LegacyFile file = skillText();
        return file.text().orElseGet(() -> new String(file.content(), StandardCharsets.UTF_8));
    }

    /** A hidden file that says something of the skill, such as {@code .gitignore} or {@code .clawhub/origin.json}. */
    public Optional<LegacyFile> mark(String path) {
        return Optional.ofNullable(marks.get(path));
    }

    /** What people should know of how it was read, a sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    public long size() {
        return sizeOf(files.values());
    }

    static long sizeOf(Collection<LegacyFile> files) {
        return files.stream().mapToLong(LegacyFile::size).sum();
    }

    /** Some names, and how many more there are. */
    public static String some(Collection<String> names) {
        List<String> first = new ArrayList<>();
        names.stream().limit(3).forEach(name -> first.add(LegacyProblem.shown(name)));
        int more = names.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }
}
