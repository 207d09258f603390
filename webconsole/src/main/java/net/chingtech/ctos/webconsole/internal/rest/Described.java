package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.webconsole.internal.markdown.Markdown;

/** What strangers wrote in Markdown, beside it as HTML that our page can show as it is. */
final class Described {

    private Described() {}

    /** A skill; {@code description_html} is empty when nothing describes it. */
    record Skill(SkillPage page, String source, String descriptionHtml) {
        static Skill of(SkillDetails details) {
            return new Skill(
                    details.page(),
                    details.source(),
                    Markdown.html(details.page().description()));
        }
    }

    /** A release, with what is new in it. */
    record Release(@JsonUnwrapped ReleaseInfo release, String releaseNotesHtml) {
        static Release of(ReleaseInfo release) {
            return new Release(release, Markdown.html(release.releaseNotes()));
        }
    }
}
