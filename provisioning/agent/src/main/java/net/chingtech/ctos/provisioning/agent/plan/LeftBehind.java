package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.runtime.SkillBelongings;

/** What is kept under an id that nobody is pinned for: whoever comes under that id gets it, which may be somebody else. */
public record LeftBehind(Folders folders, SkillBelongings belongings) {

    void say(SkillId id, Findings findings) {
        if (folders.hasData(id)) {
            findings.say("It takes over the data that an earlier skill of this id left behind.");
        }
        Set<String> values = belongings.valueNames(id);
        if (!values.isEmpty()) {
            findings.say("Values are set here for this id already, and it gets them where it is granted their names: "
                    + String.join(", ", values) + ". If they are not meant for it, remove them first.");
        }
    }
}
