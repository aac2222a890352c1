package dev.slipway.edge;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/**
 * Whether the world asks a zone's own name servers. Until the domain's registrar, or the zone above, names them, nobody
 * finds the service, and a certificate cannot be validated.
 */
public final class Delegation {

    private static final String MILLISECONDS = "1000";

    private Delegation() {}

    /**
     * A warning with what to do, where public DNS knows other name servers or none; nothing where it cannot be asked.
     *
     * @param nameServers the zone's own
     */
    public static Optional<String> warning(String zone, List<String> nameServers) {
        return warning(zone, nameServers, Delegation::publicNameServers);
    }

    /** @param lookup gives the name servers that public DNS knows; nothing where it cannot be asked */
    static Optional<String> warning(
            String zone, List<String> nameServers, Function<String, Optional<List<String>>> lookup) {
        return lookup.apply(zone)
                .filter(known -> !normal(known).equals(normal(nameServers)))
                .map(known ->
                        "The zone %s is %s. Let its registrar, or the zone above it, name %s: until then the certificate cannot be validated, and pulumi up gives up on it after 10 minutes."
                                .formatted(
                                        zone,
                                        known.isEmpty()
                                                ? "not delegated"
                                                : "delegated to " + String.join(", ", normal(known)),
                                        String.join(", ", normal(nameServers))));
    }

    private static SortedSet<String> normal(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("\\.$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // The JDK asks DNS by JNDI only; a DNS answer is text, never a serialized object.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    private static Optional<List<String>> publicNameServers(String zone) {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", MILLISECONDS);
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        try {
            var dns = new InitialDirContext(environment);
            try {
                var records = dns.getAttributes(zone, new String[] {"NS"}).get("NS");
                var names = new ArrayList<String>();
                if (records != null) {
                    for (var all = records.getAll(); all.hasMore(); ) {
                        names.add(String.valueOf(all.next()));
                    }
                }
                return Optional.of(names);
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException e) {
            return Optional.of(List.of());
        } catch (NamingException e) {
            // No DNS here: nothing can be said about the world's.
            return Optional.empty();
        }
    }
}
