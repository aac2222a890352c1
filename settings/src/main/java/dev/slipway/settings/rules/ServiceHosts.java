package dev.slipway.settings.rules;

import dev.slipway.settings.DomainSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A host name of a service has a certificate and a record, which only names of the environment have. */
final class ServiceHosts {

    private ServiceHosts() {}

    static Stream<Problem> problems(String service, ServiceKind kind, ServiceSettings settings, DomainSettings domain) {
        var hosts = settings.hosts();
        if (kind != ServiceKind.WEB) {
            return Stream.of(
                            hosts.isEmpty() ? Stream.<String>empty() : Stream.of("hosts"),
                            settings.signIn() ? Stream.of("signIn") : Stream.<String>empty())
                    .flatMap(names -> names)
                    .map(name -> new Problem(
                            service + "." + name,
                            "",
                            "is only for a web service, and this one is not behind the load balancer",
                            "delete it"));
        }
        return IntStream.range(0, hosts.size())
                .filter(i ->
                        !hosts.get(i).equals(domain.name()) && !domain.aliases().contains(hosts.get(i)))
                .mapToObj(i -> new Problem(
                        service + ".hosts[" + i + "]",
                        hosts.get(i),
                        "is not a name of this environment",
                        "add it to domain.aliases, or write domain.name"));
    }
}
