package net.chingtech.ctos.verify.internal.jar;

import java.util.List;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.Limits;
import net.chingtech.ctos.verify.internal.zip.StrictZip;

/** A skill JAR on its way through the checks, with the three things that must agree. */
record SkillUnderTest(
        StrictZip zip, Limits limits, ManifestText headers, SkillManifest manifest, ReleaseStatement statement) {

    /** A header's clauses; none when it is not there. */
    List<HeaderClause> clauses(String header) throws Refused {
        try {
            return HeaderClause.parse(headers.main().get(header));
        } catch (FormatException e) {
            throw Refused.because(
                    "header_malformed",
                    "The header " + header + " cannot be read: " + Refused.shown(e.getMessage()),
                    e);
        }
    }
}
