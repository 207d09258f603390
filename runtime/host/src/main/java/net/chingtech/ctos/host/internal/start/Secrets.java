package net.chingtech.ctos.host.internal.start;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/**
 * What was set for a release or its skill and must not be shown, secret settings and all values of {@code env:NAME}: taken out of what its code says, which ends in alerts, audit entries and
 * logs. Of careless words only; a skill that wants to tell its own secrets finds other ways.
 */
public final class Secrets {

    private static final String HIDDEN = "[secret]";
    /** Shorter ones are parts of common words, and no secrets. */
    private static final int SHORTEST = 4;

    /** Longest first: one may be a part of another. */
    private final List<String> texts;

    /** Asked each time: values are set while a skill runs. */
    private final UnaryOperator<String> values;

    Secrets(Set<String> secrets) {
        this(texts(secrets), UnaryOperator.identity());
    }

    private Secrets(List<String> texts, UnaryOperator<String> values) {
        this.texts = texts;
        this.values = values;
    }

    private static List<String> texts(Set<String> secrets) {
        Set<String> all = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String secret : secrets) {
            all.add(secret);
            // As it stands in words that were made one line of.
            all.add(PlainWords.oneLine(secret));
        }
        return all.stream().filter(text -> text.strip().length() >= SHORTEST).toList();
    }

    /** Those of a release, as long as it runs. */
    public static Secrets of(StagedSkill skill, SkillSettings settings) {
        try {
            return new Secrets(settings.secrets(skill.id(), skill.version()));
        } catch (SettingsRefused | IOException e) {
            // What cannot be read is given to no skill.
            return new Secrets(Set.of());
        }
    }

    /** These, and the values that the gateways know of an admitted skill. */
    public Secrets and(Admission admission) {
        return new Secrets(texts, admission::hide);
    }

    /** The text without them, also where it was cut off within one. */
    public String hide(String text) {
        if (text == null) {
            return null;
        }
        String shown = values.apply(text);
        for (String secret : texts) {
            shown = shown.replace(secret, HIDDEN);
        }
        int end = shown.lastIndexOf(PlainWords.CUT);
        return end < 0 ? shown : hideBegun(shown, end);
    }

    private String hideBegun(String text, int end) {
        for (String secret : texts) {
            for (int length = Math.min(secret.length(), end); length >= SHORTEST; length--) {
                if (text.startsWith(secret.substring(0, length), end - length)) {
                    return text.substring(0, end - length) + HIDDEN + text.substring(end);
                }
            }
        }
        return text;
    }

    public List<String> hide(List<String> lines) {
        return lines.stream().map(this::hide).toList();
    }

    public Health hide(Health health) {
        return new Health(health.status(), hide(health.lines()));
    }

    /** @param problem or null */
    public Problem hide(Problem problem) {
        return problem == null
                ? null
                : new Problem(
                        problem.status(),
                        problem.code(),
                        hide(problem.detail()),
                        problem.nextStep(),
                        hide(problem.more()));
    }

    /** The failure itself when it says none of them; otherwise without its cause, which says the same. */
    public StartFailed hide(StartFailed failure) {
        Problem shown = hide(failure.problem());
        return shown.equals(failure.problem()) ? failure : new StartFailed(shown, null);
    }
}
