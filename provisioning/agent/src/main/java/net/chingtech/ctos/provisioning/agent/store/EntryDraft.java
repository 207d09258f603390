package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.UpdatePolicy;

/** An entry that is written, from an older one or anew. */
public final class EntryDraft {

    private final SkillId id;
    private final String source;
    private Channel channel;
    private Instant installedAt;
    private Deployed current;
    private List<Past> history;
    private String hostWish;
    private Quarantined quarantined;
    private List<Allowed> allowed;
    private boolean held;
    private List<FailedVersion> failed;
    private Probation probation;
    private UpdatePolicy policy;
    private SkillVersion dataVersion;
    private String transaction;

    /** A skill that is installed now. */
    public EntryDraft(SkillId id, String source, Channel channel, Instant installedAt, Deployed current) {
        this.id = id;
        this.source = source;
        this.channel = channel;
        this.installedAt = installedAt;
        this.current = current;
    }

    EntryDraft(Entry entry) {
        this(entry.id(), entry.source(), entry.channel(), entry.installedAt(), entry.current());
        history = entry.history();
        hostWish = entry.hostWish();
        quarantined = entry.quarantined();
        allowed = entry.allowed();
        held = entry.held();
        failed = entry.failed();
        probation = entry.probation();
        policy = entry.policy();
        dataVersion = entry.dataVersion();
        transaction = entry.transaction();
    }

    public EntryDraft channel(Channel next) {
        channel = next;
        return this;
    }

    public EntryDraft installedAt(Instant when) {
        installedAt = when;
        return this;
    }

    public EntryDraft current(Deployed deployed) {
        current = deployed;
        return this;
    }

    public EntryDraft history(List<Past> states) {
        history = states;
        return this;
    }

    public EntryDraft hostWish(String wish) {
        hostWish = wish;
        return this;
    }

    public EntryDraft quarantined(Quarantined why) {
        quarantined = why;
        return this;
    }

    public EntryDraft allowed(List<Allowed> all) {
        allowed = all;
        return this;
    }

    public EntryDraft held(boolean yes) {
        held = yes;
        return this;
    }

    public EntryDraft failed(List<FailedVersion> versions) {
        failed = versions;
        return this;
    }

    public EntryDraft probation(Probation watched) {
        probation = watched;
        return this;
    }

    public EntryDraft policy(UpdatePolicy own) {
        policy = own;
        return this;
    }

    /** @param shape the version whose shape its data has */
    public EntryDraft shape(SkillVersion shape) {
        dataVersion = shape.equals(current.version()) ? null : shape;
        return this;
    }

    /** @param stateId the transaction that makes it the truth */
    public EntryDraft transaction(String stateId) {
        transaction = stateId;
        return this;
    }

    /** What was written. */
    public Entry entry() {
        return new Entry(
                id,
                source,
                channel,
                installedAt,
                current,
                history,
                hostWish,
                quarantined,
                allowed,
                held,
                failed,
                probation,
                policy,
                dataVersion,
                transaction);
    }
}
