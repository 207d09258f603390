package net.chingtech.ctos.clawhub.wrap;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs that a script names without saying that it needs them. The utilities of a shell come with it and are not looked
 * for; of the others those that skills call often are found where a command can stand. Guesses, each shown: one too many is
 * harmless, since nobody has to grant it.
 */
final class ShellWords {

    /** What skills call often, and not every machine has. */
    private static final Set<String> COMMON =
            Set.of(("bun cargo curl deno docker ffmpeg ffprobe gh git go jq kubectl make"
                            + " magick node npm npx openssl pandoc perl pip pip3 pnpm psql python python3 rg rsync ruby ssh sqlite3"
                            + " tesseract uv uvx wget xmllint yarn yq yt-dlp")
                    .split(" "));

    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#.*$");

    /** Values that stand before a command are passed over without looking back: each look back is a call within a call. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)(?:^|[|;&(`{!]|\\b(?:then|do|else|if|elif|while|until|exec|command|xargs|nohup|time|env|timeout \\d+)\\s)[ \\t]*"
                    + "(?:[A-Za-z_][A-Za-z0-9_]{0,40}=[^\\s;|&]{0,200}[ \\t]+){0,20}+"
                    + "(?=(?:/usr)?(?:/local)?(?:/bin/)?([A-Za-z0-9][A-Za-z0-9._+-]{0,40}))");

    /** How programs of other languages start a shell. */
    private static final Pattern SHELL =
            Pattern.compile("os\\.system\\(|os\\.popen\\(|shell=True|\\bexecSync\\(|child_process'?\"?\\)?\\.exec\\(");

    private final Set<String> found = new TreeSet<>();

    /** Adds what a shell script names. */
    void addShell(String script) {
        Matcher command = COMMAND.matcher(COMMENT.matcher(script).replaceAll(""));
        while (command.find()) {
            if (COMMON.contains(command.group(1))) {
                found.add(command.group(1));
            }
        }
    }

    /** Adds the shell, where a script of another language seems to start it. */
    void addOther(String script) {
        if (SHELL.matcher(script).find()) {
            found.add("sh");
        }
    }

    Set<String> found() {
        return found;
    }
}
