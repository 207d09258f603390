package net.chingtech.ctos.clawhub.wrap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.SkillText;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.format.FolderContent;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.LocalPermissions;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;

/**
 * What is in the JAR of a folder.
 *
 * @param headers the OSGi manifest
 * @param entries all else, by its place
 * @param tools their names, in order
 */
record Contents(
        SkillManifest manifest,
        byte[] headers,
        SortedMap<String, byte[]> entries,
        Remarks remarks,
        List<String> tools) {

    private static final String MARKDOWN = "SKILL.md";

    /** In characters: more than the largest text, and less than one in which nearly all hides, written out. */
    private static final int LONGEST_TEXT = 2_000_000;

    static Contents of(LegacyFolder folder, SkillText text, Naming naming) throws Exception {
        // 1. What it says, and what becomes of it.
        ToolNames names = new ToolNames(naming.called());
        Scripts found = new Scripts(folder, text.front(), names);
        List<Script> scripts = found.find();
        Wishes wishes = Wishes.of(text.front().needs(), naming.settings(), scripts);
        SkillManifest manifest = LegacyManifest.of(naming, text.front(), wishes);
        Remarks remarks = new Remarks();
        // What it may do comes first, and what its own words fill comes after.
        remarks.add(wishes.remarks());
        remarks.add(found.remarks());
        remarks.of(text.front(), naming);
        remarks.add(folder.remarks());
        remarks.add(text.remarks());
        // 2. What the container reads of it, then the skill's own files as data.
        SortedMap<String, byte[]> entries = ScriptClasses.read();
        String components = new Components(naming, variables(manifest))
                .write(names.guide(), folder.skillText(), manifest.summary(), scripts);
        entries.put(Components.PATH, components.getBytes(StandardCharsets.UTF_8));
        byte[] headers = BundleHeaders.bytes(new BundleHeaders(manifest).make(entries));
        entries.put(SkillManifest.PATH, json(manifest));
        entries.put(LocalPermissions.PATH, permissions(manifest));
        entries.put(MARKDOWN, markdown(folder));
        Places places = new Places(naming.legacy());
        folder.files().values().forEach(places::add);
        entries.put(FolderContent.LIST, places.list());
        entries.putAll(places.entries());
        List<String> tools = Stream.concat(
                        Stream.of(names.guide()), scripts.stream().map(Script::tool))
                .sorted()
                .toList();
        return new Contents(manifest, headers, entries, remarks, tools);
    }

    private static List<String> variables(SkillManifest manifest) {
        return Stream.concat(manifest.permissions().stream(), manifest.optionalPermissions().stream())
                .filter(SkillPermission.Env.class::isInstance)
                .map(permission -> ((SkillPermission.Env) permission).variable())
                .sorted()
                .toList();
    }

    /** As it is written, it must be what is read. */
    private static byte[] json(SkillManifest manifest) throws FormatException {
        byte[] json = Json.writePretty(manifest);
        SkillManifest.read(json);
        return json;
    }

    private static byte[] permissions(SkillManifest manifest) {
        return LocalPermissions.of(manifest, Set.of(ScriptClasses.PACKAGE)).getBytes(StandardCharsets.UTF_8);
    }

    /** For people and agents: as it is, or with what hides in it written out. */
    private static byte[] markdown(LegacyFolder folder) {
        String text = folder.skillMarkdown().replaceFirst("\\A\uFEFF", "");
        return Visible.written(text, LONGEST_TEXT).getBytes(StandardCharsets.UTF_8);
    }
}
