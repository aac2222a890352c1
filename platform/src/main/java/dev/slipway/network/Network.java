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

/** The VPC of an environment: public subnets for the load balancer, private subnets for tasks, isolated subnets for data. */
public final class Network extends Component {

    private final Vpc vpc;
    private final List<Subnet> publics;
    private final List<Subnet> privates;
    private final List<Subnet> isolated;
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
        var plan = AddressPlan.of(settings.network().cidr(), settings.network().zones());
        vpc = new Vpc(
                named("vpc"),
                VpcArgs.builder()
                        .cidrBlock(settings.network().cidr())
                        .enableDnsHostnames(true)
                        .enableDnsSupport(true)
                        .tags(nameTag("vpc"))
                        .build(),
                owned());
        // A VPC's default security group cannot be deleted, so its rules are removed (EC2.2).
        new DefaultSecurityGroup(
                named("default"),
                DefaultSecurityGroupArgs.builder()
                        .vpcId(vpc.id())
                        .ingress(List.of())
                        .egress(List.of())
                        .build(),
                owned());
        publics = subnets("public", plan.publics(), zones);
        privates = subnets("private", plan.privates(), zones);
        isolated = subnets("isolated", plan.isolated(), zones);

        var internet = new InternetGateway(
                named("internet"),
                InternetGatewayArgs.builder()
                        .vpcId(vpc.id())
                        .tags(nameTag("internet"))
                        .build(),
                owned());
        var publicRoutes = routeTable("public", publics);
        var internetRoute = new Route(
                named("public-internet"),
                RouteArgs.builder()
                        .routeTableId(publicRoutes.id())
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(internet.id())
                        .build(),
                owned());
        var privateRoutes = new ArrayList<RouteTable>();
        for (var zone = 1; zone <= privates.size(); zone++) {
            privateRoutes.add(routeTable("private-" + zone, List.of(privates.get(zone - 1))));
        }
        routeTable("isolated", isolated);

        egress = new Egress(
                named("egress"),
                EgressArgsBuilder.builder()
                        .environment(environment)
                        .architecture(architecture)
                        .settings(settings)
                        .vpcId(vpc.id())
                        .publics(publics)
                        .privates(privates)
                        .privateRoutes(privateRoutes)
                        .internet(internetRoute)
                        .build(),
                part());
        new FlowLogs(named("flow"), environment, settings.network().flowLogs(), vpc.id(), logs, part());
        registerOutputs();
    }

    public Output<String> vpcId() {
        return vpc.id();
    }

    public List<Subnet> publics() {
        return publics;
    }

    public List<Subnet> privates() {
        return privates;
    }

    public List<Subnet> isolated() {
        return isolated;
    }

    public Egress egress() {
        return egress;
    }

    /** The ids of subnets, in the order of their zones. */
    public static Output<List<String>> ids(List<Subnet> subnets) {
        return Output.all(subnets.stream().map(Subnet::id).toList());
    }

    private List<Subnet> subnets(String kind, List<String> ranges, Output<List<String>> zones) {
        return Stream.iterate(0, zone -> zone < ranges.size(), zone -> zone + 1)
                .map(zone -> new Subnet(
                        named(kind + "-" + (zone + 1)),
                        SubnetArgs.builder()
                                .vpcId(vpc.id())
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
                RouteTableArgs.builder().vpcId(vpc.id()).tags(nameTag(kind)).build(),
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
