package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Pins.Pin;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.VerifiedStatement;

/** What becomes of a release whose publisher nobody vouches for: an explicit yes, once, where it takes nobody's place. */
final class UnvouchedCheck {

    private final State state;

    UnvouchedCheck(State state) {
        this.state = state;
    }

    /**
     * Whether it may stand in a plan at all; an id for whose publisher somebody vouched is never given to one for whom
     * nobody does.
     *
     * @throws ProvisioningException {@code namespace_foreign}
     */
    boolean mayStand(Candidate candidate, VerifiedStatement statement, Findings findings) throws ProvisioningException {
        Pin pin = state.pins().of(candidate.id()).orElse(null);
        String keyId = statement.publisher().keyId();
        boolean offered = candidate.offer() != null;
        if (offered) {
            if (pin != null && !pin.unverified()) {
                return false;
            }
            mustTakeNobodysPlace(candidate.id(), keyId);
        }
        // What lies here was agreed to when it came, and with whichever key it had then.
        boolean agreed =
                pin != null && pin.unverified() && (!offered || pin.keyId().equals(keyId));
        String name = statement.statement().publisher();
        if (agreed) {
            findings.say(
                    "Nobody that this container trusts vouches for its publisher; the key is one that was agreed to"
                            + " before.");
            return true;
        }
        findings.flag(Plan.Flag.UNVERIFIED);
        findings.say("Nobody that this container trusts vouches for its publisher: \"" + name
                + "\" is only what the signer calls itself.");
        findings.say("It is signed with the key sha256:" + keyId
                + "; get the publisher's fingerprint from somewhere else and compare the two.");
        if (offered) {
            findings.say("If you agree, this key is pinned: later releases of " + candidate.id()
                    + " must be signed with it.");
        }
        return true;
    }

    private void mustTakeNobodysPlace(SkillId id, String keyId) throws ProvisioningException {
        for (Map.Entry<SkillId, Pin> other : state.pins().pins().entrySet()) {
            Pin pin = other.getValue();
            if (!pin.keyId().equals(keyId) && !other.getKey().equals(id) && lives(other.getKey(), pin, id)) {
                throw foreign(id, other.getKey() + " of " + pin.publisher() + " lives there");
            }
        }
    }

    /** Whether an id lies where a pinned skill's publisher is at home; without an authority's word that is beside the skill. */
    private static boolean lives(SkillId pinned, Pin pin, SkillId id) {
        List<String> homes = pin.namespaces().isEmpty() ? List.of(folder(pinned)) : pin.namespaces();
        return homes.stream().anyMatch(id::isIn);
    }

    /** All of an id but its last part; the whole of an id that has two, since nobody owns all of {@code net}. */
    private static String folder(SkillId id) {
        String value = id.value();
        int last = value.lastIndexOf('.');
        return value.indexOf('.') == last ? value : value.substring(0, last);
    }

    private static ProvisioningException foreign(SkillId id, String why) {
        return Refusals.of(
                422,
                "namespace_foreign",
                "Nobody vouches for the publisher of " + id + ", and it is in a name space of somebody else: " + why
                        + ".",
                "Do not install it; ask its publisher for a certificate of an authority that you trust, or for another id.");
    }
}
