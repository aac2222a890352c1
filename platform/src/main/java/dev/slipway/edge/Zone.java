package dev.slipway.edge;

import com.pulumi.aws.route53.Route53Functions;
import com.pulumi.aws.route53.ZoneArgs;
import com.pulumi.aws.route53.inputs.GetZoneArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.settings.FoundationSettings.Presence;

import java.util.List;
import java.util.Optional;

/** The DNS zone that contains the host names of all environments: created here, or looked up. */
public final class Zone extends Component {

    private final Output<String> id;
    private final Output<List<String>> nameServers;

    /** @param existing the id of the zone to look up, if its domain does not identify it */
    public Zone(
            String name,
            String domain,
            Presence presence,
            Optional<String> existing,
            ComponentResourceOptions options) {
        super("slipway:edge:Zone", name, options);
        if (presence == Presence.CREATE) {
            var zone = new com.pulumi.aws.route53.Zone(
                    named("zone"), ZoneArgs.builder().name(domain).build(), owned(more -> more.protect(true)));
            id = zone.zoneId();
            nameServers = zone.nameServers();
        } else {
            var query = GetZoneArgs.builder();
            existing.ifPresentOrElse(query::zoneId, () -> query.name(domain).privateZone(false));
            var zone = Route53Functions.getZone(
                    query.build(), InvokeOptions.builder().parent(this).build());
            id = zone.applyValue(found -> found.zoneId());
            nameServers = zone.applyValue(found -> found.nameServers());
        }
        registerOutputs();
    }

    public Output<String> id() {
        return id;
    }

    /** The name servers that the domain's registrar or the parent zone must list. */
    public Output<List<String>> nameServers() {
        return nameServers;
    }
}
