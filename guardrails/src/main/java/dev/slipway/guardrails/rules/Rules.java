package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** All rules, by area. */
public final class Rules {

    private static final SequencedMap<String, List<Guardrail>> BY_AREA = new LinkedHashMap<>();

    static {
        area(
                "Network",
                new VpcHasFlowLogs(),
                new DefaultGroupIsClosed(),
                new SubnetsAssignNoPublicAddresses(),
                new OnlyTheBalancerIsOpenToTheWorld(),
                new GroupRulesOpenOnePort(),
                new EgressToTheInternetIsListed(),
                new GroupsSayWhatTheyAreFor(),
                new GroupsAreUsed(),
                new GroupsHaveRules(),
                new GroupRulesNameOtherGroups(),
                new DataHasNoRouteOut(),
                new TasksHaveNoRouteIn(),
                new SubnetsHaveARouteTable(),
                new TasksReachAws(),
                new S3IsReachedByItsEndpoint(),
                new NetworksArePrivate(),
                new NetworksHaveNames(),
                new ConnectionsAreOpenOnBothSides(),
                new TasksMayConnectToAws(),
                new BalancersAreReachable(),
                new EndpointsHavePolicies(),
                new EndpointsUsePrivateNames(),
                new NetworksSpanZones());
        area(
                "Load balancer, certificate and firewall",
                new HttpRedirectsToHttps(),
                new BalancersServeHttps(),
                new OpenPortsHaveAListener(),
                new TlsPolicyIsRecommended(),
                new BrowsersKeepToHttps(),
                new UnknownRequestsGetNoService(),
                new InvalidHeadersAreDropped(),
                new RequestsAreNotDesynchronized(),
                new BalancersLogAccess(),
                new BalancerIsProtected(),
                new TargetsAreChecked(),
                new TargetsDrain(),
                new TargetGroupsHaveARule(),
                new CertificatesAreStrong(),
                new CertificatesRenew(),
                new CertificatesAreReplacedFirst(),
                new CertifiedNamesHaveAnAddress(),
                new AddressesBelongToTheEstate(),
                new ProductionHasAFirewall(),
                new FirewallsHaveRules(),
                new FirewallsAreMeasured(),
                new FirewallLogsHaveNoCredentials(),
                new FirewallsLog());
        area(
                "Tasks and services",
                new TasksHaveNoPublicAddress(),
                new TasksHaveANetworkOfTheirOwn(),
                new TasksShareNoProcesses(),
                new ContainersAreNotPrivileged(),
                new ContainersHaveAReadOnlyRoot(),
                new ContainersDoNotRunAsRoot(),
                new SecretsAreNotPlainVariables(),
                new SecretsHaveASource(),
                new ContainersLog(),
                new LogsDoNotBlockServices(),
                new ImagesAreFixed(),
                new ContainersStopInTime(),
                new TasksRunOnTheLatestPlatform(),
                new ClusterIsObserved(),
                new VolumesAreEncryptedInTransit(),
                new RolesOfATaskAreApart(),
                new BadRolloutsAreRolledBack(),
                new ServicesAreWaitedFor(),
                new ServicesUseAllZones(),
                new ProductionRunsTwoTasks(),
                new ServicesScale(),
                new ProductionKeepsCapacity(),
                new SessionsInTasksAreLogged(),
                new TasksRunOnFargate(),
                new FormerRevisionsStay(),
                new MountsHaveAVolume(),
                new ServicesAreInTheirTargetGroups(),
                new ClustersHaveTheirProviders(),
                new TasksMayStart(),
                new TasksMayUseTheirStores(),
                new JobsReportFailures(),
                new InternalServicesHaveAName(),
                new SchedulesReportFailures());
        area(
                "Images",
                new ImagesAreScanned(),
                new TagsAreImmutable(),
                new OldImagesExpire(),
                new RegistryIsProtected());
        area(
                "Database",
                new DatabaseIsPrivate(),
                new DatabaseIsEncrypted(),
                new DatabaseHasAStandby(),
                new DatabaseIsProtected(),
                new DatabaseLeavesASnapshot(),
                new DatabaseExportsLogs(),
                new DatabaseRecordsSlowStatements(),
                new DatabaseForcesTls(),
                new DatabasesHaveParameters(),
                new DatabaseSignsInByIam(),
                new DatabaseIsBackedUp(),
                new DatabaseTakesMinorUpgrades(),
                new SnapshotsHaveTags(),
                new AdministratorHasAName(),
                new AdministratorPasswordIsGenerated(),
                new DatabaseIsMeasured(),
                new DatabaseHostIsMeasured(),
                new DatabaseReportsEvents(),
                new DatabaseCertificateIsModern(),
                new DatabaseGrows());
        area(
                "Files and backups",
                new FilesAreEncrypted(),
                new FilesAreBackedUp(),
                new AccessPointsHaveARoot(),
                new AccessPointsHaveAUser(),
                new FilesBelongToTheTasks(),
                new FilesAreMountedByAnAccessPoint(),
                new FilesRequireTls(),
                new FilesAreProtected(),
                new FilesAreInEveryZone(),
                new ProductionHasABackupPlan(),
                new VaultsAreLocked(),
                new VaultsAreProtected(),
                new BackupsAreKept());
        area(
                "Buckets",
                new BucketsArePrivate(),
                new BucketsHaveNoAcls(),
                new BucketsAreVersioned(),
                new BucketsCleanUp(),
                new AccessLogsAreKept(),
                new BucketsRequireTls(),
                new BucketsAreProtected());
        area(
                "Roles and policies",
                new PoliciesNameActions(),
                new PoliciesNameResources(),
                new BoundariesDenyTheState(),
                new PoliciesAreAboutOwnResources(),
                new RolesUseOwnPolicies(),
                new RolesAreBounded(),
                new RolesTrustOneParty(),
                new RepositoryTrustIsExact(),
                new DeployRolesNeedMain(),
                new RolesArePassedToServices(),
                new RolesAreCreatedWithABoundary(),
                new ServiceRolesAreNamed(),
                new RecordsAreChangedByType(),
                new PoliciesAreUsed(),
                new EnvironmentsHaveABoundary(),
                new SessionsAreShort(),
                new RolesHaveARight(),
                new NobodyHasAKey(),
                new ResourcePoliciesAreNotPublic(),
                new ResourcePoliciesNameActions(),
                new ServicesActForTheAccount());
        area(
                "Secrets, keys, logs and alarms",
                new KeysAreUsedNarrowly(),
                new ParametersAreEncrypted(),
                new ParameterValuesAreSecret(),
                new ParametersKeepTheirValue(),
                new SecretsRotate(),
                new KeysRotate(),
                new KeysAreKept(),
                new KeysOfProductionAreProtected(),
                new KeysHaveAName(),
                new LogsAreKept(),
                new LogsAreEncrypted(),
                new LogGroupsExistFirst(),
                new LogGroupsOfAwsExistFirst(),
                new AlarmsNotify(),
                new AlarmsSayWhatIsWrong(),
                new AlarmsTriggerInTime(),
                new AlarmsCanTrigger(),
                new AlarmsWatchOneValue(),
                new BalancersAreWatched(),
                new ServicesAreWatched(),
                new DatabasesAreWatched(),
                new AlarmsWatchTheRightSide(),
                new ServiceLevelsAreWatched(),
                new TopicsAreEncrypted(),
                new TopicsRequireTls(),
                new ProductionNotifiesSomebody(),
                new QueuesAreEncrypted(),
                new QueuesRequireTls(),
                new QueuesKeepFailedMessages(),
                new QueuesAreWatched(),
                new EnvironmentHasADashboard(),
                new MetricsAreShown());
        area(
                "Account",
                new StackIsBoundToAnAccount(),
                new ResourcesHaveTags(),
                new AccountHasABudget(),
                new ZoneIsProtected(),
                new OidcProviderHasOneAudience());
    }

    private Rules() {}

    private static void area(String name, Guardrail... rules) {
        BY_AREA.put(name, List.of(rules));
    }

    /** The rules of each area, in the order of docs/guardrails.md. */
    public static Map<String, List<Guardrail>> byArea() {
        return BY_AREA;
    }

    /** All rules. */
    public static List<Guardrail> all() {
        return BY_AREA.values().stream().flatMap(Collection::stream).toList();
    }
}
