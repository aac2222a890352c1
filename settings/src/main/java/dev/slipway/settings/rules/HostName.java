package dev.slipway.settings.rules;

import dev.slipway.settings.Patterns;
import dev.slipway.settings.stack.Problem;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** DNS names in the form that Route 53 and ACM accept: lower-case ASCII, with non-ASCII labels in Punycode. */
public final class HostName {

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_COMMON_NAME = 64;

    /**
     * Letters that IDNA 2003, which the JDK implements, maps to others but IDNA 2008 keeps, which makes two different
     * domains.
     */
    private static final String AMBIGUOUS = "(?s).*[\u00df\u03c2\u200c\u200d].*";

    private HostName() {}

    /**
     * A certificate's first name is its common name (RFC 5280).
     *
     * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html">RequestCertificate</a>
     */
    static Stream<Problem> problems(String domain) {
        return domain.length() <= LONGEST_COMMON_NAME
                ? Stream.empty()
                : Stream.of(new Problem(
                        "domain.name",
                        domain,
                        "has " + domain.length() + " characters, and the first name of an ACM certificate has at most "
                                + LONGEST_COMMON_NAME,
                        "shorten it"));
    }

    /** A correction for text that is not a host name. */
    public static Optional<String> fix(String written) {
        var host = written.strip()
                .replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "")
                .replaceFirst("[/?#].*$", "")
                .replaceFirst("^.*@", "")
                .replaceFirst(":\\d*$", "")
                .replaceFirst("\\.$", "")
                .toLowerCase(Locale.ROOT);
        if (host.startsWith("*.")) {
            return Optional.of("write one name, not a wildcard: " + host.substring(2) + ", or a name below it");
        }
        if (host.matches(AMBIGUOUS)) {
            return Optional.of("write it in Punycode, as its registrar shows it: xn--...");
        }
        return ascii(host)
                .flatMap(name -> Stream.of(name, name.replace('_', '-'))
                        .filter(candidate -> candidate.matches(Patterns.HOST_NAME))
                        .findFirst()
                        .map(candidate -> "write " + candidate)
                        .or(() -> tooLong(name)));
    }

    private static Optional<String> ascii(String host) {
        try {
            return Optional.of(IDN.toASCII(host).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // A label is empty, or longer than DNS allows.
            return tooLong(host).isPresent() ? Optional.of(host) : Optional.empty();
        }
    }

    private static Optional<String> tooLong(String host) {
        if (Arrays.stream(host.split("\\.", -1)).anyMatch(label -> label.length() > LONGEST_LABEL)) {
            return Optional.of("shorten what is between two dots to " + LONGEST_LABEL + " characters");
        }
        return host.length() > LONGEST ? Optional.of("shorten it to " + LONGEST + " characters") : Optional.empty();
    }
}
