package net.chingtech.ctos.skillhub.server.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion.InstalledVersion;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Newest;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;

/** What is newer than what is installed. */
public final class UpdateAnswers {

    private final Releases releases;

    public UpdateAnswers(Releases releases) {
        this.releases = releases;
    }

    /** Skills that this hub does not know, or has nothing newer of, are left out. */
    public UpdatesAnswer check(UpdatesQuestion question) throws Refused {
        List<InstalledVersion> installed = installed(question);
        Channel channel = question.channel() == null ? Channel.STABLE : question.channel();
        Map<SkillId, List<ReleaseLine>> lines =
                releases
                        .lines(installed.stream()
                                .map(InstalledVersion::id)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.groupingBy(ReleaseLine::id));
        List<UpdatesAnswer.UpdateLine> updates = new ArrayList<>();
        for (InstalledVersion skill : installed) {
            update(skill, lines.getOrDefault(skill.id(), List.of()), channel).ifPresent(updates::add);
        }
        return new UpdatesAnswer(updates);
    }

    private static List<InstalledVersion> installed(UpdatesQuestion question) throws Refused {
        List<InstalledVersion> installed = question.installedSkills();
        if (installed == null
                || installed.stream()
                        .anyMatch(skill -> skill == null || skill.id() == null || skill.version() == null)) {
            throw new Refused(new Problem(
                    400,
                    "json_invalid",
                    "installed_skills must be a list of objects with id and version.",
                    "Send {\"installed_skills\":[{\"id\":…,\"version\":…}],\"channel\":\"stable\"}."));
        }
        if (installed.size() > UpdatesQuestion.MOST) {
            throw new Refused(new Problem(
                    400,
                    "too_many_skills",
                    installed.size() + " skills are more than " + UpdatesQuestion.MOST + " in one question.",
                    "Ask in several questions of at most " + UpdatesQuestion.MOST + " skills."));
        }
        return installed;
    }

    private static Optional<UpdatesAnswer.UpdateLine> update(
            InstalledVersion skill, List<ReleaseLine> lines, Channel channel) {
        SkillVersion current = skill.version();
        return Newest.in(lines, channel)
                .filter(newest -> newest.version().compareTo(current) > 0)
                .map(newest -> new UpdatesAnswer.UpdateLine(
                        skill.id(),
                        current,
                        newest.version(),
                        newest.version().severityFrom(current),
                        mendsVulnerability(lines, current, newest, channel),
                        newest.releaseNotes(),
                        newPermissions(lines, current, newest)));
    }

    /** A fix counts also when a later release, itself without one, brings it along. */
    private static boolean mendsVulnerability(
            List<ReleaseLine> lines, SkillVersion current, ReleaseLine newest, Channel channel) {
        return lines.stream()
                .filter(line -> channel.sees(line.channel(), line.version()))
                .filter(line ->
                        line.version().compareTo(current) > 0 && line.version().compareTo(newest.version()) <= 0)
                .anyMatch(ReleaseLine::securityFix);
    }

    private static List<SkillPermission> newPermissions(
            List<ReleaseLine> lines, SkillVersion current, ReleaseLine newest) {
        List<SkillPermission> had = lines.stream()
                .filter(line -> line.version().equals(current))
                .findFirst()
                .map(ReleaseLine::permissions)
                .orElse(List.of());
        return newest.permissions().stream()
                .filter(permission -> !had.contains(permission))
                .toList();
    }
}
