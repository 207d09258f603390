package net.chingtech.ctos.clawhub.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a legacy skill says that it needs of the machine, as it is written.
 *
 * @param bins programs that it needs
 * @param anyBins programs of which it needs one
 * @param optionalBins programs that it can do without
 * @param env values that it needs, the one of {@code primaryEnv} too
 * @param os systems that it is for; empty for all
 * @param installs what it would have installed, such as {@code uv (brew)}
 */
public record Needs(
        List<String> bins,
        List<String> anyBins,
        List<String> optionalBins,
        List<String> env,
        List<String> os,
        List<String> installs) {

    /** The names under which the agents of their time looked, the first that is there counts. */
    private static final List<String> NAMES = List.of("clawdbot", "clawdis", "openclaw");

    private static final int MOST = 50;

    public Needs {
        bins = List.copyOf(bins);
        anyBins = List.copyOf(anyBins);
        optionalBins = List.copyOf(optionalBins);
        env = List.copyOf(env);
        os = List.copyOf(os);
        installs = List.copyOf(installs);
    }

    static Needs of(Map<String, Object> front) {
        Map<String, Object> said = said(front);
        Map<String, Object> requires = Yaml.asMap(said.get("requires"));
        List<String> env = new ArrayList<>(texts(requires, "env"));
        for (String primary : texts(said, "primaryEnv")) {
            if (!env.contains(primary)) {
                env.add(primary);
            }
        }
        return new Needs(
                texts(requires, "bins"),
                texts(requires, "anyBins"),
                texts(requires, "optional_bins"),
                env,
                texts(said, "os"),
                installs(said.get("install")));
    }

    /** What it says of itself, however that is written; its emoji stands there, too. */
    static Map<String, Object> said(Map<String, Object> front) {
        Map<String, Object> metadata = Yaml.asMap(front.get("metadata"));
        for (Map<String, Object> place : List.of(metadata, front)) {
            for (String name : NAMES) {
                Map<String, Object> said = Yaml.asMap(place.get(name));
                if (!said.isEmpty()) {
                    return said;
                }
            }
        }
        return metadata;
    }

    private static List<String> texts(Map<String, Object> map, String key) {
        return Yaml.asTexts(map.get(key)).stream().limit(MOST).toList();
    }

    private static List<String> installs(Object value) {
        List<String> installs = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.stream()
                    .limit(MOST)
                    .map(Yaml::asMap)
                    .filter(each -> !each.isEmpty())
                    .forEach(each -> {
                        List<String> bins = Yaml.asTexts(each.get("bins"));
                        String what = bins.isEmpty() ? text(each, "id", "something") : String.join(", ", bins);
                        installs.add(Visible.line(what + " (" + text(each, "kind", "in some way") + ")", 80));
                    });
        }
        return installs;
    }

    private static String text(Map<String, Object> map, String key, String otherwise) {
        return map.get(key) instanceof String text ? text : otherwise;
    }
}
