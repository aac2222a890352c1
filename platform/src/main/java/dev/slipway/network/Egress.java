package dev.slipway.network;

import com.pulumi.aws.ec2.Eip;
import com.pulumi.aws.ec2.EipArgs;
import com.pulumi.aws.ec2.NatGateway;
import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.Architecture;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ServiceSettings.Grant;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of tasks to destinations outside the VPC. S3 always uses a gateway endpoint, which is free of charge. */
public final class Egress extends Component {

    /** The AWS services that Fargate needs to start a task: image, logs, parameters, secrets. */
    private static final List<String> SERVICES = List.of("ecr.api", "ecr.dkr", "logs", "ssm", "secretsmanager");

    private static final int HTTPS = 443;

    private final EnvironmentSettings settings;
    private final Optional<VpcEndpoint> s3;
    private final Optional<SecurityGroup> endpoints;
    private final List<Resource> routes = new ArrayList<>();

    /**
     * The parts of the network that egress uses.
     *
     * @param privateRoutes the route tables of the private subnets, in the order of their zones
     * @param internet the route of the public subnets, without which a NAT gateway does not work
     */
    @NamedParts
    record Args(
            String environment,
            Architecture architecture,
            EnvironmentSettings settings,
            Output<String> vpcId,
            List<Subnet> publics,
            List<Subnet> privates,
            List<RouteTable> privateRoutes,
            Route internet) {}

    Egress(String name, Args args, ComponentResourceOptions options) {
        super("slipway:network:Egress", name, options);
        settings = args.settings();
        var endpoint = new VpcEndpoint(named("s3"), s3(args), owned());
        s3 = Optional.of(endpoint);
        routes.add(endpoint);
        endpoints = switch (settings.network().egress()) {
            case NAT -> throughGateways(args, 1);
            case NAT_PER_ZONE -> throughGateways(args, args.privateRoutes().size());
            case ENDPOINTS -> throughEndpoints(args);
        };
        registerOutputs();
    }

    /** The routes of an existing VPC, which are not part of the environment. */
    Egress(String name, EnvironmentSettings settings, ComponentResourceOptions options) {
        super("slipway:network:Egress", name, options);
        this.settings = settings;
        s3 = Optional.empty();
        endpoints = Optional.empty();
        registerOutputs();
    }

    /** Allows tasks to use the routes. */
    public void openTo(SecurityGroup tasks) {
        if (endpoints.isPresent()) {
            endpoints.get().allowFrom(tasks, 443, "Tasks reach AWS's services by their endpoints");
            tasks.allowTo("s3", s3.orElseThrow().prefixListId(), 443, "Tasks reach S3, where the layers of images are");
            return;
        }
        tasks.allowToAnywhere(HTTPS, "Tasks reach AWS's services and the internet by HTTPS");
        settings.network().egressPorts().stream()
                .filter(port -> port != HTTPS)
                .forEach(port -> tasks.allowToAnywhere(port, "A port of network.egressPorts"));
    }

    /** The routes and endpoints that a task needs before it can start. */
    public List<Resource> routes() {
        return routes;
    }

    private Optional<SecurityGroup> throughGateways(Args args, int count) {
        var gateways = new ArrayList<NatGateway>();
        for (var zone = 1; zone <= count; zone++) {
            var address = new Eip(
                    named("nat-" + zone),
                    EipArgs.builder().domain("vpc").tags(nameTag("nat-" + zone)).build(),
                    owned());
            gateways.add(new NatGateway(
                    named("nat-" + zone),
                    NatGatewayArgs.builder()
                            .allocationId(address.allocationId())
                            .subnetId(args.publics().get(zone - 1).id())
                            .tags(nameTag("nat-" + zone))
                            .build(),
                    owned(more -> more.dependsOn(args.internet()))));
        }
        for (var zone = 1; zone <= args.privateRoutes().size(); zone++) {
            routes.add(new Route(
                    named("private-" + zone),
                    RouteArgs.builder()
                            .routeTableId(args.privateRoutes().get(zone - 1).id())
                            .destinationCidrBlock("0.0.0.0/0")
                            .natGatewayId(
                                    gateways.get(Math.min(zone, count) - 1).id())
                            .build(),
                    owned()));
        }
        return Optional.empty();
    }

    private Optional<SecurityGroup> throughEndpoints(Args args) {
        var group =
                new SecurityGroup(named("endpoints"), "endpoints", "Endpoints of AWS's services", args.vpcId(), part());
        Stream.concat(SERVICES.stream(), usesQueues(args) ? Stream.of("sqs") : Stream.empty())
                .forEach(service -> routes.add(new VpcEndpoint(
                        named(service.replace('.', '-')),
                        VpcEndpointArgs.builder()
                                .vpcId(args.vpcId())
                                .serviceName("com.amazonaws.%s.%s".formatted(region(), service))
                                .vpcEndpointType("Interface")
                                .privateDnsEnabled(true)
                                .policy(onlyOwnIdentities())
                                .subnetIds(Output.all(
                                        args.privates().stream().map(Subnet::id).toList()))
                                .securityGroupIds(Output.all(group.id()))
                                .tags(nameTag(service))
                                .build(),
                        owned())));
        return Optional.of(group);
    }

    private VpcEndpointArgs s3(Args args) {
        var gateway = VpcEndpointArgs.builder()
                .vpcId(args.vpcId())
                .serviceName("com.amazonaws.%s.s3".formatted(region()))
                .vpcEndpointType("Gateway")
                .routeTableIds(Output.all(
                        args.privateRoutes().stream().map(RouteTable::id).toList()))
                .tags(nameTag("s3"));
        return gateway.policy(
                        switch (settings.network().egress()) {
                            // The route table sends all requests for S3 here, also those for other accounts' buckets.
                            case NAT, NAT_PER_ZONE -> onlyOwnIdentities();
                            case ENDPOINTS -> onlyLayersAndGrantedBuckets(args);
                        })
                .build();
    }

    private String onlyLayersAndGrantedBuckets(Args args) {
        var policy = IamPolicy.builder()
                .addStatement(layers -> layers.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.ALL)
                        .addAction("s3:GetObject")
                        .addResource(layers()));
        grants().flatMap(grant -> grant.bucket().stream())
                .distinct()
                .forEach(bucket -> policy.addStatement(granted -> granted.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.ALL)
                        .addAction("s3:*")
                        .addResource("arn:aws:s3:::" + bucket)
                        .addResource("arn:aws:s3:::" + bucket + "/*")));
        if (!args.architecture().buckets().isEmpty()) {
            policy.addStatement(own -> own.effect(IamEffect.ALLOW)
                    .addPrincipal(IamPrincipal.ALL)
                    .addAction("s3:*")
                    .addResource("arn:aws:s3:::%s-bucket-*".formatted(args.environment())));
        }
        return policy.build().toJson();
    }

    /**
     * "Control access to VPC endpoints using endpoint policies": identities of this account, so that a stolen key of another one
     * cannot carry data away. Anybody may download, as a presigned URL does.
     */
    private String onlyOwnIdentities() {
        return IamPolicy.builder()
                .addStatement(own -> own.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.ALL)
                        .addAction("*")
                        .addResource("*")
                        .addCondition(account -> account.operator(IamConditionOperator.STRING_EQUALS)
                                .key("aws:PrincipalAccount")
                                .value(settings.account().id())))
                .addStatement(download -> download.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.ALL)
                        .addAction("s3:GetObject")
                        .addResource("arn:aws:s3:::*/*"))
                .build()
                .toJson();
    }

    /** "Amazon ECR interface VPC endpoints": ECR stores image layers in its own bucket in each region. */
    private String layers() {
        return "arn:aws:s3:::prod-%s-starport-layer-bucket/*".formatted(region());
    }

    private boolean usesQueues(Args args) {
        return !args.architecture().queues().isEmpty()
                || grants().anyMatch(grant -> grant.queue().isPresent());
    }

    private Stream<Grant> grants() {
        return settings.services().values().stream().flatMap(service -> service.grants().stream());
    }

    private String region() {
        return settings.account().region();
    }
}
