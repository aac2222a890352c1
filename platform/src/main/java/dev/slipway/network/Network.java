package dev.slipway.network;

import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.architecture.Architecture;
import dev.slipway.component.Component;
import dev.slipway.observe.Logs;
import dev.slipway.settings.EnvironmentSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The VPC of an environment: public subnets for the load balancer, private subnets for tasks, isolated subnets for data. The
 * settings may name an existing VPC and its subnets instead, which then stay as they are.
 */
public final class Network extends Component {

    private final Output<String> vpcId;
    private final List<Output<String>> publics;
    private final List<Output<String>> privates;
    private final List<Output<String>> isolated;
    private final List<Output<String>> isolatedZones;
    private final Egress egress;

    /** @param zones the names of the available zones, at least as many as the settings request */
    public Network(
            String name,
            String environment,
            Architecture architecture,
            EnvironmentSettings settings,
            Output<List<String>> zones,
            Logs logs,
            ComponentResourceOptions options) {
        super("slipway:network:Network", name, options);
        var existing = settings.network().existing();
        if (existing.vpc().isPresent()) {
            vpcId = Output.of(existing.vpc().get());
            publics = existing.publicSubnets().stream().map(Output::of).toList();
            privates = existing.privateSubnets().stream().map(Output::of).toList();
            isolated = existing.isolatedSubnets().stream().map(Output::of).toList();
            isolatedZones = List.of();
            egress = new Egress(named("egress"), settings, part());
            registerOutputs();
            return;
        }
        var plan = AddressPlan.of(settings.network().cidr(), settings.network().zones());
        var vpc = new Vpc(
                named("vpc"),
                VpcArgs.builder()
                        .cidrBlock(settings.network().cidr())
                        .enableDnsHostnames(true)
                        .enableDnsSupport(true)
                        .tags(nameTag("vpc"))
                        .build(),
                owned());
        vpcId = vpc.id();
        // A VPC's default security group cannot be deleted, so its rules are removed (EC2.2).
        new DefaultSecurityGroup(
                named("default"),
                DefaultSecurityGroupArgs.builder()
                        .vpcId(vpcId)
                        .ingress(List.of())
                        .egress(List.of())
                        .build(),
                owned());
        var publicSubnets = subnets("public", plan.publics(), zones);
        var privateSubnets = subnets("private", plan.privates(), zones);
        var isolatedSubnets = subnets("isolated", plan.isolated(), zones);
        publics = publicSubnets.stream().map(Subnet::id).toList();
        privates = privateSubnets.stream().map(Subnet::id).toList();
        isolated = isolatedSubnets.stream().map(Subnet::id).toList();
        isolatedZones = isolatedSubnets.stream().map(Subnet::availabilityZone).toList();

        var internet = new InternetGateway(
                named("internet"),
                InternetGatewayArgs.builder()
                        .vpcId(vpcId)
                        .tags(nameTag("internet"))
                        .build(),
                owned());
        var publicRoutes = routeTable("public", publicSubnets);
        var internetRoute = new Route(
                named("public-internet"),
                RouteArgs.builder()
                        .routeTableId(publicRoutes.id())
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(internet.id())
                        .build(),
                owned());
        var privateRoutes = new ArrayList<RouteTable>();
        for (var zone = 1; zone <= privateSubnets.size(); zone++) {
            privateRoutes.add(routeTable("private-" + zone, List.of(privateSubnets.get(zone - 1))));
        }
        routeTable("isolated", isolatedSubnets);

        egress = new Egress(
                named("egress"),
                EgressArgsBuilder.builder()
                        .environment(environment)
                        .architecture(architecture)
                        .settings(settings)
                        .vpcId(vpcId)
                        .publics(publicSubnets)
                        .privates(privateSubnets)
                        .privateRoutes(privateRoutes)
                        .internet(internetRoute)
                        .build(),
                part());
        new FlowLogs(named("flow"), environment, settings.network().flowLogs(), vpcId, logs, part());
        registerOutputs();
    }

    public Output<String> vpcId() {
        return vpcId;
    }

    /** The ids of the subnets of load balancers, in the order of their zones. */
    public Output<List<String>> publics() {
        return Output.all(publics);
    }

    /** The ids of the subnets of tasks, in the order of their zones. */
    public Output<List<String>> privates() {
        return Output.all(privates);
    }

    /** The ids of the subnets of data, in the order of their zones. */
    public List<Output<String>> isolated() {
        return isolated;
    }

    /** The zones of these subnets; empty for those of a VPC that exists, whose zones are not known here. */
    public List<Output<String>> isolatedZones() {
        return isolatedZones;
    }

    public Egress egress() {
        return egress;
    }

    private List<Subnet> subnets(String kind, List<String> ranges, Output<List<String>> zones) {
        return Stream.iterate(0, zone -> zone < ranges.size(), zone -> zone + 1)
                .map(zone -> new Subnet(
                        named(kind + "-" + (zone + 1)),
                        SubnetArgs.builder()
                                .vpcId(vpcId)
                                .cidrBlock(ranges.get(zone))
                                .availabilityZone(zones.applyValue(names -> names.get(zone)))
                                .mapPublicIpOnLaunch(false)
                                .tags(nameTag(kind + "-" + (zone + 1)))
                                .build(),
                        // A zone that AWS opens later must not move existing subnets.
                        owned(more -> more.ignoreChanges(List.of("availabilityZone")))))
                .toList();
    }

    private RouteTable routeTable(String kind, List<Subnet> subnets) {
        var table = new RouteTable(
                named(kind),
                RouteTableArgs.builder().vpcId(vpcId).tags(nameTag(kind)).build(),
                owned());
        for (var i = 1; i <= subnets.size(); i++) {
            new RouteTableAssociation(
                    named(subnets.size() == 1 ? kind : kind + "-" + i),
                    RouteTableAssociationArgs.builder()
                            .routeTableId(table.id())
                            .subnetId(subnets.get(i - 1).id())
                            .build(),
                    owned());
        }
        return table;
    }
}
