package dev.slipway.observe;

import com.pulumi.aws.amp.Workspace;
import com.pulumi.aws.amp.WorkspaceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.ServiceRole;
import dev.slipway.settings.ObservabilitySettings.GrafanaSignIn;

/**
 * A managed Prometheus workspace for the metrics of the tasks, and a managed Grafana workspace that shows them and those of
 * CloudWatch. {@code ./slipway grafana} puts the dashboard into it, because AWS has no API for dashboards of Grafana.
 */
public final class Prometheus extends Component {

    /** The AWS Distro for OpenTelemetry, in Amazon ECR Public. */
    public static final String COLLECTOR = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1";

    private static final String GRAFANA_VERSION = "10.4";

    private final Workspace workspace;
    private final com.pulumi.aws.grafana.Workspace grafana;

    /** @param environment the name of both workspaces */
    public Prometheus(String name, String environment, GrafanaSignIn signIn, ComponentResourceOptions options) {
        super("slipway:observe:Prometheus", name, options);
        workspace = new Workspace(
                named("metrics"), WorkspaceArgs.builder().alias(environment).build(), owned());
        var role = new ServiceRole(named("grafana"), environment + "-grafana", "grafana.amazonaws.com", part())
                .allow("read", workspace.arn().applyValue(Prometheus::read));
        grafana = new com.pulumi.aws.grafana.Workspace(
                named("grafana"),
                com.pulumi.aws.grafana.WorkspaceArgs.builder()
                        .name(environment)
                        .description("The metrics of " + environment)
                        .grafanaVersion(GRAFANA_VERSION)
                        .accountAccessType("CURRENT_ACCOUNT")
                        .permissionType("CUSTOMER_MANAGED")
                        .authenticationProviders(
                                switch (signIn) {
                                    case IDENTITY_CENTER -> "AWS_SSO";
                                    case SAML -> "SAML";
                                })
                        .dataSources("PROMETHEUS", "CLOUDWATCH")
                        .roleArn(role.arn())
                        .build(),
                owned(more -> more.dependsOn(role.rights().toArray(Resource[]::new))));
        registerOutputs();
    }

    /** The URL of the Prometheus workspace, which ends in a slash; clients add {@code api/v1/…} to it. */
    public Output<String> endpoint() {
        return workspace.prometheusEndpoint();
    }

    public Output<String> arn() {
        return workspace.arn();
    }

    /** The URL of Grafana. */
    public Output<String> grafanaUrl() {
        return grafana.endpoint().applyValue(host -> "https://" + host);
    }

    /**
     * The configuration of the collector of a service: it scrapes the metrics port each minute. The task's ARN becomes a label, because
     * all tasks have the same local address ("Resource detection processor" and "Prometheus remote write exporter" of
     * OpenTelemetry).
     *
     * @param endpoint the URL of the Prometheus workspace
     */
    public static String collector(String service, int port, String region, String endpoint) {
        return """
                extensions:
                  sigv4auth: {region: %s, service: aps}
                receivers:
                  prometheus:
                    config:
                      scrape_configs:
                        - job_name: %s
                          scrape_interval: 60s
                          static_configs: [{targets: ['localhost:%d']}]
                processors:
                  resourcedetection: {detectors: [ecs]}
                  batch: {}
                exporters:
                  prometheusremotewrite:
                    endpoint: %sapi/v1/remote_write
                    auth: {authenticator: sigv4auth}
                    resource_to_telemetry_conversion: {enabled: true}
                service:
                  extensions: [sigv4auth]
                  pipelines:
                    metrics:
                      receivers: [prometheus]
                      processors: [resourcedetection, batch]
                      exporters: [prometheusremotewrite]
                """.formatted(region, service, port, endpoint);
    }

    /** "Amazon Managed Grafana permissions and policies for AWS data sources"; CloudWatch's actions have no resources. */
    private static String read(String workspace) {
        return ServiceRole.policy(
                metrics -> metrics.addAction("aps:DescribeWorkspace")
                        .addAction("aps:GetLabels")
                        .addAction("aps:GetMetricMetadata")
                        .addAction("aps:GetSeries")
                        .addAction("aps:QueryMetrics")
                        .addResource(workspace),
                cloudWatch -> cloudWatch
                        .addAction("cloudwatch:GetMetricData")
                        .addAction("cloudwatch:ListMetrics")
                        .addResource("*"));
    }
}
