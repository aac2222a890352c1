package dev.slipway.delivery;

import com.pulumi.aws.ecr.LifecyclePolicy;
import com.pulumi.aws.ecr.LifecyclePolicyArgs;
import com.pulumi.aws.ecr.Repository;
import com.pulumi.aws.ecr.RepositoryArgs;
import com.pulumi.aws.ecr.inputs.RepositoryImageScanningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The account's image repository: tags are immutable (ECR.2), images are scanned when pushed (ECR.1), and promoted images
 * are kept longer than others (ECR.3).
 */
public final class Registry extends Component {

    /** More than any rollback needs; images share most of their layers, so each costs little. */
    private static final int PROMOTIONS_KEPT = 1000;

    private final Repository repository;

    /**
     * @param project the repository's name
     * @param environments in the order of promotion
     */
    public Registry(
            String name, String project, List<String> environments, int keepImages, ComponentResourceOptions options) {
        super("slipway:delivery:Registry", name, options);
        repository = new Repository(
                named("images"),
                RepositoryArgs.builder()
                        .name(project)
                        .imageTagMutability("IMMUTABLE")
                        .imageScanningConfiguration(RepositoryImageScanningConfigurationArgs.builder()
                                .scanOnPush(true)
                                .build())
                        .build(),
                owned(more -> more.protect(true)));
        new LifecyclePolicy(
                named("images"),
                LifecyclePolicyArgs.builder()
                        .repository(repository.name())
                        .policy(lifecycle(environments, keepImages))
                        .build(),
                owned());
        registerOutputs();
    }

    public Output<String> url() {
        return repository.repositoryUrl();
    }

    public Output<String> arn() {
        return repository.arn();
    }

    /**
     * A later rule does not expire an image that matches the tag of an earlier rule ("Amazon ECR lifecycle
     * policies"). Production's images also have staging's tag, so production's rule comes first.
     */
    private static String lifecycle(List<String> environments, int keepImages) {
        var rules = new ArrayList<Rule>();
        for (var environment : environments.reversed()) {
            rules.add(new Rule(
                    rules.size() + 1,
                    "The last %d that %s was promoted to".formatted(PROMOTIONS_KEPT, environment),
                    selection("tagged", List.of(environment + "-"), PROMOTIONS_KEPT)));
        }
        rules.add(new Rule(
                rules.size() + 1,
                "The newest %d of all, and what the rules above keep".formatted(keepImages),
                selection("any", List.of(), keepImages)));
        return Json.text(Map.of("rules", rules));
    }

    private static Map<String, Object> selection(String tagStatus, List<String> prefixes, int kept) {
        var selection = new LinkedHashMap<String, Object>();
        selection.put("tagStatus", tagStatus);
        if (!prefixes.isEmpty()) {
            selection.put("tagPrefixList", prefixes);
        }
        selection.put("countType", "imageCountMoreThan");
        selection.put("countNumber", kept);
        return selection;
    }

    private record Rule(
            int rulePriority, String description, Map<String, Object> selection, Map<String, String> action) {

        Rule(int priority, String description, Map<String, Object> selection) {
            this(priority, description, selection, Map.of("type", "expire"));
        }
    }
}
