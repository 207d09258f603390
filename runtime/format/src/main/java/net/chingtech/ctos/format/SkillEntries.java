package net.chingtech.ctos.format;

import java.util.regex.Pattern;

/** What may stand where in a skill's JAR; the same at build, at publish and at install. */
public final class SkillEntries {

    private static final String META_INF = "META-INF/";

    private static final Pattern ALLOWED =
            Pattern.compile("META-INF/(MANIFEST\\.MF|(LICENSE|NOTICE|DEPENDENCIES)(\\.(txt|md))?|maven/.+)");

    private static final Pattern PLATFORM =
            Pattern.compile("(java|org\\.osgi|org\\.apache\\.felix|net\\.chingtech\\.ctos)(\\..*)?");

    private SkillEntries() {}

    /**
     * Whether a file may have this place: under META-INF only the manifest, licences and Maven's own description, for
     * everything else there has a meaning to some reader (services of the service loader, classes for other Java
     * versions, an index). The signature is not asked for here.
     */
    public static boolean isPlaceAllowed(String path) {
        return !path.regionMatches(true, 0, META_INF, 0, META_INF.length())
                || ALLOWED.matcher(path).matches();
    }

    /** Whether a package is the platform's: a copy of its types in a skill is never the type that the container means. */
    public static boolean isPlatform(String packageName) {
        return PLATFORM.matcher(packageName).matches();
    }
}
