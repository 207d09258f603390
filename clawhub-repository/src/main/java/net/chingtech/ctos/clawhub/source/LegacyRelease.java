package net.chingtech.ctos.clawhub.source;

import java.util.List;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.provisioning.Release;

/** A wrapped skill as sources offer releases. */
public final class LegacyRelease {

    private LegacyRelease() {}

    public static Release of(String source, Wrapped wrapped, Problem doubt, List<String> remarks) {
        return of(source, wrapped.statement(), wrapped.envelope(), wrapped.manifest(), doubt, remarks, wrapped.tools());
    }

    /** The same of one that was wrapped earlier. */
    public static Release of(
            String source,
            ReleaseStatement claim,
            Envelope envelope,
            SkillManifest manifest,
            Problem doubt,
            List<String> remarks,
            List<String> tools) {
        ReleaseInfo info = new ReleaseInfo(
                manifest,
                envelope,
                claim.artifact().sha256(),
                claim.artifact().size(),
                claim.requirements(),
                claim.capabilities(),
                manifest.releaseNotes(),
                "");
        return new Release(source, envelope, claim, info, null, doubt, remarks, tools);
    }
}
