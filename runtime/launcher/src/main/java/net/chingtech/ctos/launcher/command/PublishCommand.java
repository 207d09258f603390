package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.launcher.container.Distribution;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.folder.FolderMaker;
import net.chingtech.ctos.launcher.publish.HubDoor;
import net.chingtech.ctos.launcher.publish.WorkFolder;
import net.chingtech.ctos.provisioning.SkillFromFolder;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SignedRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "publish",
        description = {
            "Sign a skill's JAR and publish it on a SkillHub; or publish a notice about a key.",
            "A folder with a SKILL.md, as ClawHub has them, becomes a skill of yours before: it runs its scripts in a sandbox, and"
                    + " the clawhub command gets the folder from the hub as it is."
        },
        customSynopsis = {
            "ctos publish JAR [--key FILE --cert FILE] [...]",
            "       ctos publish FOLDER --id ID [--version VERSION] [--license SPDX] [...]",
            "       ctos publish --notice FILE [...]"
        })
final class PublishCommand extends HomeCommand {

    private static final int LARGEST_NOTICE = 256 * 1024;

    @Mixin
    private Signer signer;

    @Mixin
    private FolderOptions options;

    @Mixin
    private HubChoice hub;

    @Option(
            names = "--notice",
            paramLabel = "FILE",
            description = "A notice that ./ctos rotate or ./ctos authority made, instead of a JAR.")
    private Path notice;

    @Override
    void run() throws Exception {
        if ((signer.jar == null) == (notice == null)) {
            throw new ParameterException(spec().commandLine(), "Say a JAR or a folder, or --notice FILE.");
        }
        boolean folder = notice == null && Files.isDirectory(signer.jar);
        mustFit(folder);
        if (notice != null) {
            publishNotice();
            return;
        }
        HubDoor door = hub.door(home());
        try (WorkFolder work = WorkFolder.make()) {
            if (folder) {
                publishFolder(door, work);
            } else {
                publish(door, signer.of(home()).sign(signer.jar, work.file("signed.jar")), List.of());
            }
        }
    }

    /** What is said of a folder is said of a folder only. */
    private void mustFit(boolean folder) throws CommandFailed, FormatException {
        if (folder && !options.hasId()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "Which id is the skill of the folder to have? Say --id ID, in a name space of yours.");
        }
        if (folder) {
            options.wish(null);
        } else if (options.any() && notice == null && Files.notExists(signer.jar)) {
            throw new CommandFailed(
                    "folder_missing", signer.jar + " is not there", "Name the folder in which SKILL.md lies");
        } else if (options.any()) {
            throw new ParameterException(spec().commandLine(), FolderOptions.NAMES + " are said of a folder only.");
        }
    }

    private void publishFolder(HubDoor door, WorkFolder work) throws Exception {
        FolderMaker maker = new FolderMaker(Distribution.here(), work.path());
        ReleaseSigner by = signer.of(home(), options.id());
        Path jar = work.file("skill.jar");
        SkillFromFolder.Made made =
                maker.make(signer.jar, options.wish(by.publisher().publisher()), jar);
        publish(door, by.sign(jar, work.file("signed.jar")), made.remarks());
    }

    private void publish(HubDoor door, SignedRelease release, List<String> remarks) throws Exception {
        JsonNode answer = Json.readTree(door.publish(release));
        if (json()) {
            printJson(answer);
            return;
        }
        say("published " + release.statement().id() + " " + release.statement().version() + " of "
                + release.statement().publisher() + " on " + hub.url(home()));
        remarks.forEach(remark -> say("  " + remark));
    }

    private void publishNotice() throws Exception {
        byte[] file;
        try (InputStream in = Files.newInputStream(notice)) {
            file = in.readNBytes(LARGEST_NOTICE);
        } catch (IOException e) {
            throw new CommandFailed(
                    "notice_unreadable",
                    notice + " cannot be read",
                    "Name the file that ./ctos rotate or ./ctos authority wrote",
                    e);
        }
        Envelope envelope = Envelope.read(file);
        if (!envelope.payloadType().equals(Notice.PAYLOAD_TYPE)) {
            throw new CommandFailed(
                    "notice_invalid",
                    notice + " holds no notice about a key",
                    "Name the file that ./ctos rotate or ./ctos authority wrote");
        }
        Notice said = Notice.read(envelope.payload());
        JsonNode answer = Json.readTree(hub.door(home()).publish(envelope));
        if (json()) {
            printJson(answer);
        } else {
            say("published the " + said.kind().name().toLowerCase(Locale.ROOT) + " of a key of " + said.publisher()
                    + " on " + hub.url(home()));
        }
    }
}
