package net.chingtech.ctos.launcher.folder;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import net.chingtech.ctos.launcher.container.BundleLine;
import net.chingtech.ctos.launcher.container.Distribution;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillFromFolder;

/**
 * Makes skills of folders with what the bundle of the distribution brings that knows how. Which one that is nobody here knows: it
 * is the one that says so, and a distribution without it does all else.
 */
public final class FolderMaker {

    private static final String SERVICE = "META-INF/services/" + SkillFromFolder.class.getName();

    private final Distribution distribution;
    private final Path scratch;

    /** @param scratch a folder for what is needed meanwhile; whoever made it removes it */
    public FolderMaker(Distribution distribution, Path scratch) {
        this.distribution = distribution;
        this.scratch = scratch;
    }

    /**
     * As {@link SkillFromFolder#make}.
     *
     * @throws CommandFailed {@code folder_unsupported}, or with the problem of the folder
     */
    public SkillFromFolder.Made make(Path folder, SkillFromFolder.Wish wish, Path target)
            throws CommandFailed, IOException {
        Path bundle = null;
        List<Path> beside = new ArrayList<>();
        for (BundleLine line : distribution.bundles()) {
            Path file = distribution.bundle(line);
            if (bundle == null && Files.isRegularFile(file) && knowsFolders(file)) {
                bundle = file;
            } else {
                beside.add(file);
            }
        }
        if (bundle == null) {
            throw unsupported(null);
        }
        Path libraries = Files.createDirectory(scratch.resolve("libraries"));
        ClassLoader ours = SkillFromFolder.class.getClassLoader();
        try (URLClassLoader code = BundleCode.of(bundle, beside, ours, libraries)) {
            SkillFromFolder maker =
                    ServiceLoader.load(SkillFromFolder.class, code).findFirst().orElseThrow(() -> unsupported(null));
            return maker.make(folder.toRealPath(), wish, target);
        } catch (ProvisioningException e) {
            throw new CommandFailed(e.problem());
        } catch (ServiceConfigurationError | LinkageError e) {
            throw unsupported(e);
        }
    }

    private static boolean knowsFolders(Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.getEntry(SERVICE) != null;
        }
    }

    private static CommandFailed unsupported(Throwable cause) {
        return new CommandFailed(
                "folder_unsupported",
                "this installation has no bundle that makes skills of folders, or one that does not fit",
                "Add net.chingtech.ctos.clawhub to bundles/ and bundles.list again, or build the skill with the bnd kit and"
                        + " name its JAR",
                cause);
    }
}
