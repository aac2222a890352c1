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
 * Checks whether public DNS delegates a zone to its name servers. Until the domain's registrar or the parent zone lists
 * them, the service's name does not resolve, and a certificate cannot be validated.
 */
public final class Delegation {

    private static final String MILLISECONDS = "1000";

    private Delegation() {}

    /**
     * A warning with the fix if public DNS has other name servers, or none; empty if DNS is unavailable.
     *
     * @param nameServers the zone's own
     */
    public static Optional<String> warning(String zone, List<String> nameServers) {
        return warning(zone, nameServers, Delegation::publicNameServers);
    }

    /** @param lookup returns the name servers that public DNS has; empty if DNS is unavailable */
    static Optional<String> warning(
            String zone, List<String> nameServers, Function<String, Optional<List<String>>> lookup) {
        return lookup.apply(zone)
                .filter(known -> !normalized(known).equals(normalized(nameServers)))
                .map(known ->
                        "The zone %s is %s. Set %s as its name servers at its registrar or in its parent zone: until then the certificate cannot be validated, and pulumi up fails after 10 minutes."
                                .formatted(
                                        zone,
                                        known.isEmpty()
                                                ? "not delegated"
                                                : "delegated to " + String.join(", ", normalized(known)),
                                        String.join(", ", normalized(nameServers))));
    }

    private static SortedSet<String> normalized(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("\\.$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // The JDK offers DNS queries only through JNDI; a DNS answer is text, never a serialized object.
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
            // DNS is unavailable, so the delegation cannot be checked.
            return Optional.empty();
        }
    }
}
