package dev.slipway.edge;

import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;

/** The service's host name: an alias record for the load balancer, IPv4 only, like the VPC. */
public final class Domain extends Component {

    public Domain(
            String name,
            String domain,
            Output<String> zoneId,
            LoadBalancer balancer,
            ComponentResourceOptions options) {
        super("slipway:edge:Domain", name, options);
        new Record(
                named("address"),
                RecordArgs.builder()
                        .zoneId(zoneId)
                        .name(domain)
                        .type("A")
                        .aliases(RecordAliasArgs.builder()
                                .name(balancer.dnsName())
                                .zoneId(balancer.zoneId())
                                .evaluateTargetHealth(true)
                                .build())
                        .build(),
                owned());
        registerOutputs();
    }
}
