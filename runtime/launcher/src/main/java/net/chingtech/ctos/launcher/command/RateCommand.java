package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "rate", description = "Tell the hub of an installed skill how good it is, in stars; or take that back.")
final class RateCommand extends HomeCommand {

    private static final String NONE = "none";
    private static final List<String> STARS = List.of("1", "2", "3", "4", "5");

    @Parameters(index = "0", paramLabel = "ID", description = "The skill.")
    private String id;

    @Parameters(index = "1", paramLabel = "STARS", description = "1 to 5, or none to take the rating back.")
    private String stars;

    @Override
    void run() throws Exception {
        if (!stars.equals(NONE) && !STARS.contains(stars)) {
            throw new ParameterException(spec().commandLine(), "STARS is 1 to 5, or none.");
        }
        String path = "skills/" + ContainerClient.quoted(id) + "/rating";
        JsonNode answer = stars.equals(NONE)
                ? client().delete(path)
                : client().put(path, Map.of("stars", Integer.parseInt(stars)));
        if (json()) {
            printJson(answer);
            return;
        }
        String given = answer.hasNonNull("stars")
                ? id + " has " + stars(answer.path("stars").asInt()) + " from you"
                : id + " has no rating from you";
        int count = answer.at("/rating/count").asInt();
        String all = count == 0
                ? "nobody rates it"
                : String.format(
                        "%.1f of 5 in %d rating%s",
                        answer.at("/rating/average").asDouble(), count, count == 1 ? "" : "s");
        say(given + "; " + all);
    }

    private static String stars(int number) {
        return number == 1 ? "1 star" : number + " stars";
    }
}
