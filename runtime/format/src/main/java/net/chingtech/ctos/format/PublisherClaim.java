package net.chingtech.ctos.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an authority says of a publisher, in an extension of the publisher's certificate: a DER UTF8String that holds
 * this record's JSON. The extension is not critical, since the JDK takes a JAR for unsigned when a certificate has a
 * critical one that it does not know; a publisher's certificate without it is worth nothing all the same.
 *
 * @param publisher the publisher's name, 1 to 100 visible characters
 * @param tier how far the authority vouches; never {@code legacy}, which is for skills that nobody signed
 * @param namespaces the id prefixes that belong to the publisher, such as {@code net.chingtech}; 1 to 50, each of at
 *     least two parts, so that nobody owns all of {@code net}
 */
public record PublisherClaim(String publisher, Tier tier, List<String> namespaces) {

    /** The extension's object identifier. */
    public static final String OID = "2.25.168253407926571243098104719523812908163";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}\\p{M} ]{1,100}");

    public PublisherClaim {
        namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
    }

    /** @throws FormatException {@code publisher_claim_invalid} with everything that is wrong */
    public static PublisherClaim read(byte[] json) throws FormatException {
        return Json.read(json, PublisherClaim.class).checked();
    }

    /** Whether a text may be a publisher's name. */
    public static boolean isName(String text) {
        return text != null && !text.isBlank() && NAME.matcher(text).matches();
    }

    /** This claim, when it is lawful. */
    public PublisherClaim checked() throws FormatException {
        List<Violation> violations = new ArrayList<>();
        if (!isName(publisher)) {
            violations.add(new Violation("$.publisher", "1 to 100 visible characters", String.valueOf(publisher)));
        }
        if (tier == null || tier == Tier.LEGACY) {
            violations.add(new Violation("$.tier", "official, verified or community", String.valueOf(tier)));
        }
        if (namespaces.isEmpty() || namespaces.size() > 50) {
            violations.add(new Violation("$.namespaces", "1 to 50 name spaces", namespaces.size() + " of them"));
        }
        for (String namespace : namespaces) {
            try {
                SkillId.parse(namespace);
            } catch (FormatException e) {
                violations.add(new Violation("$.namespaces", "a prefix of ids such as net.example", namespace));
            }
        }
        if (!violations.isEmpty()) {
            throw new FormatException("publisher_claim_invalid", violations);
        }
        return this;
    }

    public byte[] write() {
        return Json.write(this);
    }
}
