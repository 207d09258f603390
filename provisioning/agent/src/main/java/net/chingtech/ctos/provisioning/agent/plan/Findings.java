package net.chingtech.ctos.provisioning.agent.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Plan;

/** What the checks found of one release that an administrator has to know; filled in their order. */
final class Findings {

    private final Set<Plan.Flag> flags = EnumSet.noneOf(Plan.Flag.class);
    private final List<String> words = new ArrayList<>();
    private Plan.KeyChange keyChange;
    private Revoked revoked;
    private boolean pins = true;

    void say(String sentence) {
        words.add(sentence);
    }

    /** It takes an explicit yes, for the reasons that are said. */
    void flag(Plan.Flag flag) {
        flags.add(flag);
    }

    void keyChange(Plan.KeyChange change) {
        keyChange = change;
        flag(Plan.Flag.NEW_KEY);
    }

    /** It must not run any more, unless somebody wants it all the same; the first reason counts. */
    void revoked(Revoked why) {
        revoked = revoked == null ? why : revoked;
        flag(Plan.Flag.REVOKED);
    }

    /** What is pinned stays as it is. */
    void keepPin() {
        pins = false;
    }

    Set<Plan.Flag> flags() {
        return Collections.unmodifiableSet(flags);
    }

    List<String> words() {
        return List.copyOf(words);
    }

    Plan.KeyChange keyChange() {
        return keyChange;
    }

    Revoked revoked() {
        return revoked;
    }

    boolean pins() {
        return pins;
    }
}
