package dev.slipway.plan;

import com.pulumi.Context;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.Provider;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.route53.Zone;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import com.pulumi.resources.StackReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class EvaluationTest {

    private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
    private static final Stack TOY = new Stack(
            "toy",
            "test",
            Map.of("aws:region", "eu-central-1", "aws:allowedAccountIds", "[\"123456789012\"]", "toy:key", "hunter2"),
            Set.of("toy:key"));

    private static Plan plan(Consumer<Context> program) {
        return Evaluation.of(TOY, AwsAnswers.of(TOY)).plan(program);
    }

    private static final class Group extends ComponentResource {
        Group(String name, ComponentResourceOptions options) {
            super("toy:index:Group", name, options);
            new LogGroup(
                    name + "-log",
                    LogGroupArgs.builder()
                            .name("/toy/" + name)
                            .retentionInDays(30)
                            .build(),
                    CustomResourceOptions.builder().parent(this).build());
            registerOutputs(Map.of("path", Output.of("/toy/" + name)));
        }
    }

    @Test
    void a_component_is_the_parent_of_its_children_and_its_outputs_are_its_state() {
        var plan = plan(context -> {
            var outer = new Group("outer", ComponentResourceOptions.Empty);
            new Group("inner", ComponentResourceOptions.builder().parent(outer).build());
        });

        assertThat(plan.roots()).extracting(PlannedResource::name).containsExactly("outer");
        assertThat(plan.children(plan.named("toy:index:Group", "outer")))
                .extracting(PlannedResource::name)
                .containsExactly("outer-log", "inner");
        assertThat(plan.named(LOG_GROUP, "inner-log").urn())
                .isEqualTo("urn:pulumi:test::toy::toy:index:Group$toy:index:Group$" + LOG_GROUP + "::inner-log");
        var inner = plan.named("toy:index:Group", "inner");
        assertThat(inner.kind()).isEqualTo(Kind.COMPONENT);
        assertThat(inner.parent().flatMap(plan::find))
                .map(PlannedResource::name)
                .contains("outer");
        assertThat(inner.state()).containsExactly(entry("path", "/toy/inner"));
    }

    @Test
    void resources_are_in_the_order_of_the_program() {
        var names = IntStream.range(0, 200).mapToObj(i -> "group-" + i).toList();

        var plan = plan(context -> names.forEach(name -> new LogGroup(name)));

        assertThat(plan.resources()).extracting(PlannedResource::name).containsExactlyElementsOf(names);
    }

    /** The value is available before the program's next statement, or only after its last one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resources_of_callbacks_come_last_whenever_the_value_arrives(boolean early) {
        var atTheEnd = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        var answers = answering(Map.of(), _ -> {
            if (!early) {
                await(atTheEnd);
            }
            return Map.of("name", "toy");
        });

        var plan = Evaluation.of(TOY, answers).plan(context -> {
            new LogGroup("first");
            new StackReference("other").requireOutput("name").applyValue(name -> {
                new LogGroup(name + "-b");
                new LogGroup(name + "-a");
                arrived.countDown();
                return name;
            });
            if (early) {
                await(arrived);
            }
            Output.of("known").applyValue(LogGroup::new);
            new LogGroup("second");
            atTheEnd.countDown();
        });

        assertThat(plan.resources())
                .extracting(PlannedResource::name)
                .containsExactly("first", "other", "second", "known", "toy-a", "toy-b");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void dependencies_and_computed_properties_are_in_alphabetical_order() {
        var letters = List.of("e", "b", "d", "a", "c");
        var computed = new LinkedHashMap<String, Object>();
        letters.forEach(letter -> computed.put("z" + letter, 1));

        var plan = Evaluation.of(TOY, answering(Map.of("zz", computed), _ -> Map.of()))
                .plan(context -> {
                    var groups = letters.stream().map(LogGroup::new).toList();
                    new LogGroup(
                            "last",
                            LogGroupArgs.builder()
                                    .name(Output.all(groups.stream()
                                                    .map(LogGroup::name)
                                                    .toList())
                                            .applyValue(names -> String.join("-", names)))
                                    .build(),
                            CustomResourceOptions.builder()
                                    .dependsOn(groups.toArray(Resource[]::new))
                                    .build());
                });

        var last = plan.named(LOG_GROUP, "last");
        var sorted = letters.stream()
                .sorted()
                .map(name -> plan.named(LOG_GROUP, name).urn())
                .toList();
        assertThat(last.dependencies()).containsExactlyElementsOf(sorted);
        assertThat(last.propertyDependencies().get("name")).containsExactlyElementsOf(sorted);
        assertThat((Map<?, ?>) last.state().get("zz"))
                .extracting(Map::keySet)
                .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                .containsExactly("za", "zb", "zc", "zd", "ze");
        assertThat(last.state().keySet()).startsWith("name").endsWith("zz");
    }

    @Test
    void inputs_keep_their_types() {
        var group = plan(context -> new LogGroup(
                        "log",
                        LogGroupArgs.builder()
                                .retentionInDays(30)
                                .skipDestroy(true)
                                .tags(Map.of("team.name", "blue"))
                                .build()))
                .one(LOG_GROUP);

        assertThat(group.inputs())
                .containsExactly(
                        entry("retentionInDays", 30L),
                        entry("skipDestroy", true),
                        entry("tags", Map.of("team.name", "blue")));
        assertThat(group.number("retentionInDays")).isEqualTo(30);
        assertThat(group.flag("skipDestroy")).isTrue();
        assertThat(group.flag("absent")).isFalse();
        assertThat(group.text("tags[\"team.name\"]")).isEqualTo("blue");
        assertThat(group.has("name"))
                .as("what AWS chooses is not set by the program")
                .isFalse();
        assertThat(group.text("name")).matches("log-[0-9a-f]{7}");
        assertThatThrownBy(() -> group.text("kmsKeyId"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'log' has no text at 'kmsKeyId'")
                .hasMessageContaining("retentionInDays");
    }

    @Test
    void computed_properties_are_inputs_and_dependencies_of_other_resources() {
        var plan = plan(context -> {
            var vpc = new Vpc("net", VpcArgs.builder().cidrBlock("10.0.0.0/16").build());
            new Subnet(
                    "net-a",
                    SubnetArgs.builder()
                            .vpcId(vpc.id())
                            .cidrBlock("10.0.0.0/24")
                            .build());
            new LogGroup(
                    "after",
                    LogGroupArgs.Empty,
                    CustomResourceOptions.builder().dependsOn(vpc).build());
        });

        var vpc = plan.one("aws:ec2/vpc:Vpc");
        var subnet = plan.one("aws:ec2/subnet:Subnet");
        assertThat(vpc.id()).matches("vpc-[0-9a-f]{17}");
        assertThat(subnet.text("vpcId")).isEqualTo(vpc.id());
        assertThat(subnet.dependencies()).containsExactly(vpc.urn());
        assertThat(subnet.propertyDependencies()).containsExactly(entry("vpcId", Set.of(vpc.urn())));
        assertThat(plan.one(LOG_GROUP).dependencies()).containsExactly(vpc.urn());
        assertThat(plan.one(LOG_GROUP).propertyDependencies()).isEmpty();
    }

    @Test
    void secrets_are_masked_in_print_and_unwrapped_by_the_accessors() {
        var plan = plan(context -> {
            var key = context.config().requireSecret("key");
            var parameter = new Parameter(
                    "key",
                    ParameterArgs.builder().type("SecureString").value(key).build());
            context.export("key", parameter.value());
            context.export("sentence", Output.format("the key is %s", key));
            context.export("name", parameter.name());
        });

        var parameter = plan.one("aws:ssm/parameter:Parameter");
        assertThat(parameter.inputs().get("value")).isEqualTo(new Secret("hunter2"));
        assertThat(parameter.text("value")).isEqualTo("hunter2");
        assertThat(plan.outputs()).containsEntry("sentence", new Secret("the key is hunter2"));
        assertThat(plan.outputs().get("key")).isEqualTo(new Secret("hunter2"));
        assertThat(plan.outputs().get("name")).isEqualTo(parameter.text("name"));
        assertThat(plan.toString()).contains(Secret.MASK).doesNotContain("hunter2");
    }

    @Test
    void options_are_those_that_the_engine_would_receive() {
        var plan = plan(context -> {
            var aws = new Provider("frankfurt");
            var old = new Group("old", ComponentResourceOptions.Empty);
            new LogGroup(
                    "log",
                    LogGroupArgs.Empty,
                    CustomResourceOptions.builder()
                            .protect(true)
                            .retainOnDelete(true)
                            .provider(aws)
                            .version("6.83.0")
                            .ignoreChanges("retentionInDays", "tags.owner")
                            .replaceOnChanges(List.of("name"))
                            .additionalSecretOutputs("arn")
                            .deleteBeforeReplace(true)
                            .customTimeouts(CustomTimeouts.builder()
                                    .create(Duration.ofMinutes(10))
                                    .build())
                            .aliases(
                                    Alias.builder().name("former").build(),
                                    Alias.builder().parent(old).build(),
                                    Alias.withUrn("urn:pulumi:test::toy::" + LOG_GROUP + "::oldest"))
                            .build());
        });

        var log = plan.named(LOG_GROUP, "log");
        assertThat(log.options())
                .isEqualTo(new Options(
                        true,
                        true,
                        List.of("retentionInDays", "tags.owner"),
                        List.of("name"),
                        List.of("arn"),
                        List.of(
                                "urn:pulumi:test::toy::" + LOG_GROUP + "::former",
                                "urn:pulumi:test::toy::toy:index:Group$" + LOG_GROUP + "::log",
                                "urn:pulumi:test::toy::" + LOG_GROUP + "::oldest"),
                        Optional.of(plan.one("pulumi:providers:aws").urn()),
                        Map.of(),
                        Optional.of("6.83.0"),
                        Map.of("create", Duration.ofMinutes(10)),
                        Optional.of(true),
                        Optional.empty()));
    }

    @Test
    void a_remote_component_gets_answers_and_keeps_its_providers() {
        var plan = plan(context -> {
            var aws = new Provider("frankfurt");
            var image = new RemoteImage(
                    "app",
                    Output.of("123456789012.dkr.ecr.eu-central-1.amazonaws.com/toy"),
                    ComponentResourceOptions.builder().providers(aws).build());
            context.export("image", image.imageUri);
        });

        var image = plan.one("awsx:ecr:Image");
        assertThat(image.kind()).isEqualTo(Kind.REMOTE);
        assertThat(image.options().providers())
                .containsExactly(entry("aws", plan.one("pulumi:providers:aws").urn()));
        assertThat(plan.outputs().get("image"))
                .asString()
                .matches("123456789012\\.dkr\\.ecr\\.eu-central-1\\.amazonaws\\.com/toy@sha256:[0-9a-f]{64}");
    }

    @Test
    void functions_answer_for_the_stacks_region_and_account() {
        var plan = plan(context -> {
            context.export("zones", AwsFunctions.getAvailabilityZones().applyValue(found -> found.names()));
            context.export("account", AwsFunctions.getCallerIdentity().applyValue(found -> found.accountId()));
            context.export("region", AwsFunctions.getRegion().applyValue(found -> found.name()));
        });

        assertThat(plan.outputs())
                .containsExactly(
                        entry("account", "123456789012"),
                        entry("region", "eu-central-1"),
                        entry("zones", List.of("eu-central-1a", "eu-central-1b", "eu-central-1c")));
    }

    @Test
    void a_looked_up_resource_is_read() {
        var plan = plan(context -> context.export(
                "arn", Zone.get("zone", Output.of("Z0123456789"), null, null).arn()));

        var zone = plan.one("aws:route53/zone:Zone");
        assertThat(zone.kind()).isEqualTo(Kind.READ);
        assertThat(zone.id()).isEqualTo("Z0123456789");
        assertThat(plan.outputs()).containsEntry("arn", "arn:aws:route53:::hostedzone/Z0123456789");
    }

    @Test
    void another_stacks_outputs_come_from_the_answers_and_its_secrets_stay_secret() {
        var answers = answering(Map.of(), Map.of("url", "https://toy.dev", "key", new Secret("hunter2")));

        var plan = Evaluation.of(TOY, answers).plan(context -> {
            var foundation = new StackReference("organization/toy/foundation");
            context.export("url", foundation.requireOutput("url"));
            context.export("key", foundation.requireOutput("key"));
            context.export(
                    "none",
                    foundation.output("none").applyValue(Optional::ofNullable).applyValue(Optional::isEmpty));
        });

        assertThat(plan.outputs())
                .containsEntry("url", "https://toy.dev")
                .containsEntry("key", new Secret("hunter2"))
                .containsEntry("none", true);
        assertThat(plan.one("pulumi:pulumi:StackReference").kind()).isEqualTo(Kind.READ);
    }

    @Test
    void other_answers_reach_the_program_and_the_state() {
        var answers = answering(Map.of("arn", new Secret("arn:hidden"), "id", "chosen"), Map.of());

        var plan = Evaluation.of(TOY, answers).plan(context -> {
            var log = new LogGroup("log");
            context.export("arn", log.arn());
            context.export("id", log.id());
        });

        assertThat(plan.outputs())
                .containsEntry("arn", new Secret("arn:hidden"))
                .containsEntry("id", "chosen");
        assertThat(plan.one(LOG_GROUP).state()).containsEntry("arn", new Secret("arn:hidden"));
    }

    @Test
    void a_program_that_throws_fails_with_its_own_message() {
        assertThatThrownBy(() -> plan(context -> {
                    new LogGroup("log");
                    throw new IllegalStateException("no zone is left for the fourth subnet");
                }))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("no zone is left for the fourth subnet")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_program_that_throws_inside_an_output_fails_with_its_own_message() {
        assertThatThrownBy(() -> plan(context -> new LogGroup(
                        "log",
                        LogGroupArgs.builder()
                                .name(new Vpc("net").arn().applyValue(arn -> {
                                    throw new IllegalStateException("cannot use " + arn.substring(0, 7));
                                }))
                                .build())))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("cannot use arn:aws");
    }

    @Test
    void a_program_that_only_logs_an_error_fails_with_it() {
        assertThatThrownBy(() -> plan(context -> context.log().error("the image is missing")))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("the image is missing");
    }

    @Test
    void a_missing_required_input_is_named() {
        assertThatThrownBy(() -> plan(
                        context -> new Parameter("key", ParameterArgs.builder().build())))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("type");
    }

    @Test
    void two_resources_with_one_urn_are_refused() {
        assertThatThrownBy(() -> plan(context -> {
                    new LogGroup("log");
                    new LogGroup("log");
                }))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("two resources have the URN urn:pulumi:test::toy::" + LOG_GROUP + "::log");
    }

    @Test
    void evaluations_do_not_affect_each_other() {
        assertThatThrownBy(() -> plan(context -> {
                    throw new IllegalStateException("first");
                }))
                .hasMessage("first");

        assertThat(plan(context -> new LogGroup("log")).resources()).hasSize(1);
        assertThat(plan(context -> {}).resources()).isEmpty();
    }

    @Test
    void the_same_program_has_the_same_plan() {
        Consumer<Context> program = context -> {
            var vpc = new Vpc("net", VpcArgs.builder().cidrBlock("10.0.0.0/16").build());
            context.export("vpc", vpc.arn());
        };

        assertThat(plan(program)).isEqualTo(plan(program));
    }

    @Test
    void one_requires_exactly_one_resource() {
        var plan = plan(context -> List.of(new LogGroup("a"), new LogGroup("b")));

        assertThatThrownBy(() -> plan.one(LOG_GROUP)).hasMessageContaining("2 of " + LOG_GROUP + ": a, b");
        assertThatThrownBy(() -> plan.one("aws:ec2/vpc:Vpc"))
                .hasMessageContaining("no aws:ec2/vpc:Vpc; it has " + LOG_GROUP);
        assertThatThrownBy(() -> plan.named(LOG_GROUP, "c")).hasMessageContaining("named 'c'; it has a, b");
    }

    private static Answers answering(Map<String, Object> created, Map<String, Object> stackOutputs) {
        return answering(
                created,
                stack -> stack.equals("organization/toy/foundation") ? stackOutputs : Map.<String, Object>of());
    }

    private static Answers answering(Map<String, Object> created, Function<String, Map<String, Object>> stackOutputs) {
        var aws = AwsAnswers.of(TOY);
        return new LayeredAnswers() {
            @Override
            public Answers others() {
                return aws;
            }

            @Override
            public Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
                var answer = new HashMap<>(aws.created(type, name, inputs));
                answer.putAll(created);
                return answer;
            }

            @Override
            public Map<String, Object> stackOutputs(String stackName) {
                return stackOutputs.apply(stackName);
            }
        };
    }

    /** A remote component, like those of an SDK. */
    @ResourceType(type = "awsx:ecr:Image")
    private static final class RemoteImage extends ComponentResource {

        @Export(
                name = "imageUri",
                refs = {String.class},
                tree = "[0]")
        private Output<String> imageUri;

        RemoteImage(String name, Output<String> repositoryUrl, ComponentResourceOptions options) {
            super("awsx:ecr:Image", name, new Args(repositoryUrl), options, true);
        }

        private static final class Args extends ResourceArgs {

            @SuppressWarnings("UnusedVariable") // the SDK reads it
            @Import(name = "repositoryUrl", required = true)
            private final Output<String> repositoryUrl;

            Args(Output<String> repositoryUrl) {
                this.repositoryUrl = repositoryUrl;
            }
        }
    }
}
