package net.chingtech.ctos.clawhub.wrap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.clawhub.folder.Frontmatter;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.folder.Needs;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.format.Problem;

/** What people should know of a legacy skill before they say yes. */
final class Remarks {

    private static final int MOST = 40;

    private final Set<String> remarks = new LinkedHashSet<>();

    void add(List<String> sentences) {
        remarks.addAll(sentences);
    }

    /** What its head says that means nothing here, or contradicts what else is said of it. */
    void of(Frontmatter front, Naming naming) {
        Needs needs = front.needs();
        if (!needs.installs().isEmpty()) {
            remarks.add(
                    "It says how to install " + String.join(", ", needs.installs()) + ": nothing is installed here.");
        }
        if (!needs.os().isEmpty() && !needs.os().contains("linux")) {
            remarks.add("It says that it is for " + shown(String.join(", ", needs.os())) + " only.");
        }
        if (!front.ignored().isEmpty()) {
            remarks.add("Not heeded here: " + shown(String.join(", ", front.ignored())) + ".");
        }
        if (front.name() != null && !front.name().equals(naming.called())) {
            remarks.add("It calls itself " + shown(front.name()) + ".");
        }
        if (front.version() != null && !front.version().equals(naming.version().toString())) {
            remarks.add("Its SKILL.md says that it is version " + shown(front.version()) + ".");
        }
    }

    /** What its head says of its licence, and everything on ClawHub is given out under another. */
    void terms(Frontmatter front, Origin origin) {
        if (front.license() != null && !front.license().equals(LegacyManifest.TERMS) && origin.registry() != null) {
            remarks.add("Its SKILL.md says the licence is " + shown(front.license()) + ", ClawHub's terms say "
                    + LegacyManifest.TERMS + ".");
        }
    }

    /** What speaks against it, or null: texts that show something else than they say. */
    static Problem doubt(LegacyFolder folder) {
        List<String> names = new ArrayList<>();
        for (LegacyFile file : folder.files().values()) {
            if (file.text().filter(Visible::deceives).isPresent()) {
                names.add(file.path());
            }
        }
        return names.isEmpty()
                ? null
                : new Problem(
                        422,
                        "legacy_text_hidden",
                        "Texts of the skill hold characters that hide or turn what they say: "
                                + shown(String.join(", ", names)) + ".",
                        "Look at them before you install it; agents would read what you do not see.");
    }

    List<String> list() {
        return remarks.stream().limit(MOST).toList();
    }

    private static String shown(String text) {
        return LegacyProblem.shown(text);
    }
}
