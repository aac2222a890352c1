package dev.slipway.edge;

import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;

import java.util.List;

/** The environment's host names: alias records for the load balancer, IPv4 only, like the VPC. */
public final class Domain extends Component {

    /** @param names the host names and wildcards, beginning with the environment's own */
    public Domain(
            String name,
            List<String> names,
            Output<String> zoneId,
            LoadBalancer balancer,
            ComponentResourceOptions options) {
        super("slipway:edge:Domain", name, options);
        for (var each : names) {
            new Record(
                    named(each.equals(names.getFirst()) ? "address" : "address-" + each),
                    RecordArgs.builder()
                            .zoneId(zoneId)
                            .name(each)
                            .type("A")
                            .aliases(RecordAliasArgs.builder()
                                    .name(balancer.dnsName())
                                    .zoneId(balancer.zoneId())
                                    .evaluateTargetHealth(true)
                                    .build())
                            .build(),
                    owned());
        }
        registerOutputs();
    }
}
