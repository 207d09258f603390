package net.chingtech.ctos.clawhub.wrap;

import java.util.List;
import java.util.function.Predicate;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * What a signed skill may not hold. A legacy skill has it kept aside, as bytes that nothing looks into; were that so in a signed
 * one, wrapping would be the way past the checks of skills. Most of it those checks find by themselves, since the files of a
 * signed skill lie under their own names; here is what they could not see, and what is better said before anything is signed.
 */
final class Signable {

    private Signable() {}

    /** @throws ProvisioningException {@code legacy_code}, {@code legacy_text_hidden} */
    static void check(LegacyFolder folder) throws ProvisioningException {
        List<String> code = names(folder, Places::isCode);
        if (!code.isEmpty()) {
            throw LegacyProblem.unfit(
                    "legacy_code",
                    "A signed skill holds no compiled code among its files: " + shown(code) + ".",
                    "Leave it out, or name it in .clawhubignore; a skill that needs it is built with the bnd kit.");
        }
        Problem doubt = Remarks.doubt(folder);
        if (doubt != null) {
            throw LegacyProblem.unfit(
                    doubt.code(), doubt.detail(), "Take those characters out: agents read what nobody sees.");
        }
        List<String> unseen = names(folder, file -> !Places.hasPlainName(file.path()) && hides(file));
        if (!unseen.isEmpty()) {
            throw LegacyProblem.unfit(
                    "legacy_text_hidden",
                    "Texts of the skill hold characters that nobody sees: " + shown(unseen) + ".",
                    "Take those characters out: agents read what nobody sees.");
        }
    }

    /** What is no text at all is no matter of this. A byte order mark at its beginning is none of those characters. */
    private static boolean hides(LegacyFile file) {
        return file.text()
                .filter(text -> text.indexOf('\0') < 0)
                .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text)
                .filter(text -> !Visible.isClean(text))
                .isPresent();
    }

    private static List<String> names(LegacyFolder folder, Predicate<LegacyFile> which) {
        return folder.files().values().stream()
                .filter(which)
                .map(LegacyFile::path)
                .toList();
    }

    private static String shown(List<String> names) {
        return LegacyProblem.shown(String.join(", ", names));
    }
}
