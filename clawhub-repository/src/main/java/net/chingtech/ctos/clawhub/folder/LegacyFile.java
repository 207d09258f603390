package net.chingtech.ctos.clawhub.folder;

import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Utf8;

/**
 * One file of a legacy skill.
 *
 * @param path below the skill's folder, with {@code /}
 * @param content not to be changed
 * @param executable whether it had the right to be run; a ZIP of ClawHub keeps that of no file
 */
public record LegacyFile(String path, byte[] content, boolean executable) {

    public long size() {
        return content.length;
    }

    public String sha256() {
        return Digests.sha256Hex(content);
    }

    /** The file's name without its folders. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Its text; empty when it is no UTF-8. */
    public Optional<String> text() {
        try {
            return Optional.of(Utf8.strict(content));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Without the content, which may be large or secret. */
    @Override
    public String toString() {
        return path + " (" + content.length + " bytes)";
    }
}
