package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/**
 * Texts that people read, agents follow or programs run show all that they say: UTF-8 without invisible characters,
 * without ones that turn text, and without control characters. Compiled classes, pictures and what lies inside libraries
 * are not texts that anybody reviews by reading.
 */
final class TextCheck implements SkillCheck {

    private static final Pattern TEXT = Pattern.compile(
            "(md|markdown|txt|json|jsonl|ya?ml|toml|xml|xsd|xslt?|svg|html?|css|csv|properties|ini|conf|cfg|perm"
                    + "|sql|m?js|cjs|ts|py|rb|sh|bash|ps1|bat|cmd|groovy|kts?|java|lua|php|pl|ftl|mustache|hbs|vm|prompt)");

    /** Older than UTF-8: its readers take other bytes for ISO 8859-1, which has hardly anything to hide with. */
    private static final String PROPERTIES = ".properties";

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        for (ZipRecord entry : skill.zip().entries()) {
            if (isText(entry.name())) {
                TextScan scan = new TextScan();
                skill.zip().read(entry.name(), scan);
                judge(entry.name(), scan);
            }
        }
    }

    private static boolean isText(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/')
                && TEXT.matcher(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                        .matches();
    }

    private static void judge(String name, TextScan scan) throws Refused {
        if (scan.found() >= 0) {
            throw Refused.because(
                    "text_hidden",
                    String.format(
                            Locale.ROOT,
                            "Line %d of %s holds a character that hides or turns what the text says: U+%04X.",
                            scan.line(),
                            Refused.shown(name),
                            scan.found()),
                    "Do not install it. Its publisher must take that character out.");
        }
        if (scan.isMalformed() && !name.toLowerCase(Locale.ROOT).endsWith(PROPERTIES)) {
            throw Refused.because(
                    "text_malformed",
                    "The text " + Refused.shown(name) + " is not UTF-8, so what it says depends on its reader.",
                    "Its publisher must save it as UTF-8.");
        }
    }
}
