package net.chingtech.ctos.provisioning;

import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;

/**
 * One release that a source offers. Nothing here is proven until the envelope was verified.
 *
 * @param source the source's {@link SkillSource#id()}
 * @param claim the envelope's payload, read but not yet believed
 * @param info what the source shows of it
 * @param listing what the source's signed metadata says of it; null when the source signs no lists
 * @param doubt what the source itself holds against it, such as {@code skill_suspicious}: installed only after an explicit
 *     yes to that; null when nothing
 * @param remarks what people should know of it before they say yes, one sentence each
 * @param tools the names of its tools, as far as the source knows them before it runs; empty when it does not. Said early, so
 *     that a name which is taken is refused when it is planned; whoever has it is decided when it starts
 */
public record Release(
        String source,
        Envelope envelope,
        ReleaseStatement claim,
        ReleaseInfo info,
        Listing listing,
        Problem doubt,
        List<String> remarks,
        List<String> tools) {

    public Release {
        remarks = List.copyOf(remarks);
        tools = List.copyOf(tools);
    }

    /** A release of whose tools nothing is known. */
    public Release(
            String source,
            Envelope envelope,
            ReleaseStatement claim,
            ReleaseInfo info,
            Listing listing,
            Problem doubt,
            List<String> remarks) {
        this(source, envelope, claim, info, listing, doubt, remarks, List.of());
    }

    /** A release that nobody holds anything against. */
    public Release(String source, Envelope envelope, ReleaseStatement claim, ReleaseInfo info, Listing listing) {
        this(source, envelope, claim, info, listing, null, List.of());
    }
}
