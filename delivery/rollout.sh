# shellcheck shell=bash
# Explains a failed rollout with the data that AWS still has. Sourced by verdict and up, after lib.sh.

# AWS's timestamps are compared as text.
export TZ=UTC0

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# The calls that AWS did not answer, one per line: an explanation without them is better than none.
unknown=

# Writes AWS's answer to the call $2… into file $1, a JSON object; {} and a line in $unknown if it does not answer.
ask() {
    local file=$scratch/$1
    shift
    if aws "$@" --output json >"$file.answer" 2>"$file.problem" && jq -ce objects <"$file.answer" >"$file" 2>>"$file.problem"; then
        return
    fi
    echo '{}' >"$file"
    if grep -q ResourceNotFoundException "$file.problem"; then
        return
    elif grep -q 'Invalid choice' "$file.problem"; then
        unknown="$unknown$1 $2: this AWS CLI is too old to ask"$'\n'
    else
        unknown="$unknown$1 $2: $(sed '/^[[:space:]]*$/d' "$file.problem" | tail -n 1 | cut -c 1-300)"$'\n'
    fi
}

# Prints the matches of jq filter $2 in file $1, one per line.
found() { jq -r "$2 // empty" <"$scratch/$1" || true; }

# Sets $finding to the result of the rollout of task definition $3 in service $2 of cluster $1 (see $described), as a JSON
# object: cause, what, advice and the evidence. $4 is the earliest time of events to include, or empty.
diagnose() {
    local cluster=$1 service=$2 expected=$3 since=${4:-} line group stream words=()
    unknown=
    # shellcheck disable=SC2154 # described is set by describe_service
    printf '%s\n' "$described" >"$scratch/service"
    ask definition ecs describe-task-definition --task-definition "$expected"
    # ECS lists stopped tasks for about an hour.
    ask list ecs list-tasks --cluster "$cluster" --service-name "$service" --desired-status STOPPED
    while IFS= read -r line; do
        [ -z "$line" ] || words+=("$line")
    done <<<"$(found list '.taskArns[:100][]?')"
    echo '{}' >"$scratch/tasks"
    [ ${#words[@]} -eq 0 ] || ask tasks ecs describe-tasks --cluster "$cluster" --tasks "${words[@]}"

    # Requires AWS CLI 2.19; only this call names the alarm.
    ask deployments ecs list-service-deployments --cluster "$cluster" --service "$service"
    line=$(found deployments '.serviceDeployments[0].serviceDeploymentArn')
    echo '{}' >"$scratch/deployment"
    echo '{}' >"$scratch/revision"
    if [ -n "$line" ]; then
        ask deployment ecs describe-service-deployments --service-deployment-arns "$line"
        line=$(found deployment '.serviceDeployments[0].targetServiceRevision.arn')
        [ -z "$line" ] || ask revision ecs describe-service-revisions --service-revision-arns "$line"
    fi

    echo '{}' >"$scratch/group"
    echo '{}' >"$scratch/health"
    group=$(found service '.loadBalancers[0].targetGroupArn')
    if [ -n "$group" ]; then
        ask group elbv2 describe-target-groups --target-group-arns "$group"
        ask health elbv2 describe-target-health --target-group-arn "$group"
    fi
    words=()
    while IFS= read -r line; do
        [ -z "$line" ] || words+=("$line")
    done <<<"$(found service '.deploymentConfiguration.alarms.alarmNames[]?')"
    echo '{}' >"$scratch/alarms"
    [ ${#words[@]} -eq 0 ] || ask alarms cloudwatch describe-alarms --alarm-names "${words[@]}"

    finding=$(cd "$scratch" && jq -cs --arg expected "$expected" --arg since "$since" "$causes" \
        service definition tasks deployment revision group health alarms) && [ -n "$finding" ] ||
        fail "AWS's answers about $service cannot be read (see above)."

    echo '{}' >"$scratch/log"
    group=$(jq -r '.log.group // ""' <<<"$finding")
    stream=$(jq -r '.log.stream // ""' <<<"$finding")
    [ -z "$stream" ] || ask log logs get-log-events --log-group-name "$group" --log-stream-name "$stream" \
        --limit "${VERDICT_LOG_LINES:-20}" --no-start-from-head
    # Log lines are untrusted: a terminal or GitHub must not interpret anything in them as a command.
    finding=$(jq -c --arg unknown "$unknown" --slurpfile log "$scratch/log" '
        .log.lines = [$log[0].events[]?.message | gsub("[[:cntrl:]]"; " ") | gsub("##\\["; "# [") | .[:500]]
        | .unknown = ($unknown | split("\n") | map(select(. != "")))' <<<"$finding") && [ -n "$finding" ] ||
        fail "The log of $service cannot be read (see above)."
}

# Prints $finding in human-readable form.
print_finding() {
    jq -r '
        "  Cause (\(.cause)): \(.what)",
        "  To do: \(.advice)",
        (select(.container) | "  Container \(.container): " + ([
            (if .exitCode == null then "no exit code" else "exit code \(.exitCode)" end), .reason // empty] | join(", "))),
        (select(.tasks > 0) | "  \(.tasks) of its tasks stopped, such as \(.task): \(.stopCode // "no code"), \(.stoppedReason // "no reason given")"),
        (select(.healthCheck.answer) | "  Health check GET :\(.healthCheck.port)\(.healthCheck.path), which expects \(.healthCheck.expects): \(.healthCheck.answer)"),
        (.alarms[] | "  Alarm \(.name) is \(.state): \(.reason)"),
        (select(.events != []) | "  ECS said:", (.events[] | "    \(.)")),
        (if .log.lines != [] then "  The last lines of its log (\(.log.group), \(.log.stream)):", (.log.lines[] | "    | \(.)")
         elif .log.stream then "  Its log has no lines (\(.log.group), \(.log.stream))."
         else "  There is no log: no container started." end),
        (select(.unknown != []) | "  AWS did not answer:", (.unknown[] | "    \(.)"))' <<<"$finding"
}

# Derives the finding from the files of diagnose, in their order. AWS's messages are those of its documentation: "Stopped
# tasks error messages", "Target health status" and "Amazon ECS service event messages".
# shellcheck disable=SC2016 # the dollars are jq's
causes='
def short: sub("^\\(service [^)]*\\) "; "") | sub(" For more information, .*"; "");
def without_ids: gsub("[0-9a-f-]{16,}|ecs-svc/[0-9]+"; "…");
def or_none: if . == "" then "none" else . end;

. as [$service, $answer, $tasks, $deployments, $revision, $groups, $targets, $watched]
| ($answer.taskDefinition // {}) as $definition
| [$definition.containerDefinitions[]?] as $containers
| ($service.loadBalancers[0] // {}) as $balancer
| ($groups.TargetGroups[0] // {}) as $group
| ([$deployments.serviceDeployments[0] | select($revision.serviceRevisions[0].taskDefinition == $expected)
    | select($since == "" or (.createdAt | tostring) >= $since)] | first // {}) as $deployment
| [$service.deployments[]? | select(.taskDefinition == $expected and .rolloutState != "COMPLETED" and (.createdAt | tostring) >= $since)] as $current
| [$tasks.tasks[]? | select(.taskDefinitionArn == $expected and (.createdAt // "" | tostring) >= $since)] as $lost

# The rollout began with the first of these.
| ([$deployment.createdAt, $current[].createdAt, $lost[].createdAt | values | tostring] | min) as $began
| [$service.events[]? | select(($began // $since) != "" and (.createdAt | tostring)[:19] >= ($began // $since)[:19]) | .message] as $events
| ($events | map(select(test("unable to|unhealthy|deployment failed|rolling back|not authorized|limit"))) | unique_by(without_ids) | .[:5] | map(short)) as $messages

# The most frequent reason for the stops, and the last task with it.
| ([$lost | group_by([.stopCode, (.stoppedReason // "" | without_ids)])[]] | max_by([(.[0].stoppedReason // "" | startswith("Scaling") | not), length]) // []) as $alike
| ($alike | max_by(.stoppedAt // "" | tostring) // {}) as $task
| [$containers[].dependsOn[]? | select(.condition != "START").containerName] as $awaited
| ([$task.containers[]? | select(.reason or (.exitCode // 0 | . != 0 and . != 143))] | sort_by(.name as $name | $awaited | index($name) == null)) as $broken
| ([$task.stoppedReason, $broken[].reason | strings] | join(" ")) as $reason
| ([$reason | capture("(?<arn>arn:[a-z-]+:(secretsmanager|ssm):[^ ,;]+)").arn | rtrimstr(":")] | first) as $secret
| ([$containers[] | .name as $name | .secrets[]? | select($secret and ((.valueFrom | startswith($secret)) or (.valueFrom as $from | $secret | startswith($from))))
    | {name: .name, container: $name}] | first) as $variable
| ($reason | test("failed ELB health checks")) as $unhealthy
| (if $unhealthy or $broken == [] then
       $variable.container // if $task == {} or $task.stopCode == "TaskFailedToStart" then null else $balancer.containerName // $containers[0].name end
   else $broken[0].name end) as $name
| ([$containers[] | select(.name == $name)] | first // {}) as $container
| ([$task.containers[]? | select(.name == $name)] | first // {}) as $ended
| ($container.logConfiguration.options // {}) as $log

| (if $group.HealthCheckPort == "traffic-port" then $balancer.containerPort else $group.HealthCheckPort end) as $port
| ([$targets.TargetHealthDescriptions[]?.TargetHealth | select(.State == "unhealthy") | "\(.Reason // ""), \(.Description // "")"] | first
   // ([$events[] | capture("unhealthy in .* due to \\(reason (?<why>.*)\\)").why] | first)) as $health
| [$watched | .MetricAlarms[]?, .CompositeAlarms[]?
    | {name: .AlarmName, state: .StateValue, reason: (.StateReason // "no reason given"), changed: (.StateTransitionedTimestamp // .StateUpdatedTimestamp // "" | tostring)}] as $alarms
| [$deployment.alarms.triggeredAlarmNames[]?] as $triggered
| [$alarms[] | select((.name as $one | $triggered | index($one)) or .state == "ALARM")] as $on
| ($deployment.alarms.status == "TRIGGERED" or any($events[], $current[].rolloutStateReason // ""; test("alarm detected|deployment alarms"))) as $by_alarm
| (($definition.runtimePlatform.cpuArchitecture // "X86_64") | if . == "ARM64" then "linux/arm64" else "linux/amd64" end) as $platform
| ($log["awslogs-group"] // ([$containers[].logConfiguration.options["awslogs-group"] // empty] | first) // "its log group") as $log_group

| [
    (select($by_alarm) | ["alarm-tripped",
        "\(if $on == [] and $triggered == [] then "One of the alarms \($alarms | map(.name) | join(", ") | or_none)" else "The alarm \($triggered + ($on | map(.name)) | unique | join(", "))" end) triggered while new tasks took over, and ECS rolled back.",
        "Check the metric of the alarm and the log of that time: the new version performed worse. If the alarm is wrong, correct its threshold."]),
    (select($reason | test("does not contain descriptor matching platform|no matching manifest|exec format error")) | ["architecture-mismatch",
        "The image \($container.image) has no variant for \($platform), which the tasks run on.",
        "Build the image for \($platform), or set services.<name>.architecture to the architecture of the image."]),
    (select($reason | test("CannotPull.*(not found|does not exist|manifest unknown)")) | ["image-missing",
        "The registry does not have the image \($container.image).",
        "Deploy an existing image (aws ecr describe-images lists them), or build it again from its commit."]),
    (select($reason | test("CannotPull")) | ["image-unreachable",
        "The image \($container.image) could not be pulled.",
        "Check that the execution role may pull from the registry, and that tasks can reach it (network.egress)."]),
    (select($reason | test("log group does not exist|(log stream|logger args).*ResourceNotFound")) | ["log-group-missing",
        "The log group \($log_group) does not exist, so no container could start.",
        "It was deleted: pulumi refresh, then pulumi up, create it again."]),
    (select($secret and ($reason | test("AccessDenied|not authorized"))) | ["secret-forbidden",
        "The execution role may not read \($secret)\($variable | if . then ", the variable \(.name) of container \(.container)" else "" end).",
        "Allow the execution role to read it: check its policy, and those of the secret and of its KMS key."]),
    (select($reason | test("secrets? .*(ResourceNotFound|can.t find|invalid parameters|did not contain)"; "i")) | ["secret-missing",
        "\($secret // "A secret of the task") does not exist, or does not have the requested key.",
        "Create it, or correct its name in the settings; then deploy again."]),
    (select($reason | test("unable to pull secrets or registry auth")) | ["secrets-unreachable",
        "The task could not read its secrets, or sign in to the registry.",
        "Check that tasks can reach Secrets Manager, Systems Manager and ECR (network.egress), and see the reason below."]),
    (select($reason | test("ResourceInitializationError.*(EFS|mount|access point)"; "i")) | ["files-unavailable",
        "The file system could not be mounted.",
        "Check its mount targets, its security group and the permissions of the task role."]),
    (select([$reason, $messages[]] | any(test("limit on the number|quota"; "i"))) | ["quota-reached",
        "The account has reached its quota of tasks.",
        "Request more Fargate vCPUs in Service Quotas, or reduce services.<name>.maximum, here or in another environment."]),
    (select([$reason, $messages[]] | any(test("Capacity is unavailable|unable to place a task"))) | ["no-capacity",
        "AWS has no Fargate capacity to place the tasks.",
        "Wait and deploy again; a lower services.<name>.spotPercent or more network.zones make this less likely."]),
    (select($ended.reason // "" | test("OutOfMemory")) | ["out-of-memory",
        "Container \($name) needed more memory than the task has, \($definition.memory // "?") MiB.",
        "Increase services.<name>.memory, or find the cause in the log."]),
    (select($broken != [] and ($unhealthy | not) and ($awaited | index($name))) | ["migration-failed",
        "Container \($name) failed, but must succeed before the others start.",
        "Its log names the migration: fix it on main. The former version keeps running with the current database."]),
    (select($task.stopCode == "EssentialContainerExited") | ["container-exited",
        "Container \($name) ended by itself.",
        "See its log: usually a setting is missing or wrong, or it cannot reach another service."]),
    (select($unhealthy and ($health // "" | test("codes"))) | ["health-check",
        "The service answers its health check GET :\($port)\($group.HealthCheckPath), but not with \($group.Matcher.HttpCode): \($health).",
        "Its log shows what it waits for: the database, the files or a setting."]),
    (select($unhealthy and ($health // "" | test("Target.Timeout|timed out"))) | ["health-check-timeout",
        "The service does not answer its health check GET :\($port)\($group.HealthCheckPath) within \($group.HealthCheckTimeoutSeconds) s.",
        "It hangs, starts too slowly, or the security group blocks the load balancer: see its log."]),
    (select($unhealthy and $health) | ["port-mismatch",
        "Nothing answers on port \($port), where the load balancer requests GET \($group.HealthCheckPath).",
        "Make the container \($name) listen on port \($port) on all addresses, not only on 127.0.0.1 (variable PORT)."]),
    (select($unhealthy) | ["health-check",
        "The service failed its health check GET :\($port)\($group.HealthCheckPath), which expects \($group.Matcher.HttpCode); the response is no longer available.",
        "See its log, and check that it listens on port \($port)."]),
    (select($reason | test("container health checks")) | ["container-health-check",
        "Container \($name) failed its own health check.",
        "See its log."]),
    (select($lost == [] and any($current[]; .rolloutState == "IN_PROGRESS")) | ["in-progress",
        "The rollout is still in progress, and no task has failed.",
        "Wait, and run delivery/verdict again."]),
    (select($began == null) | ["not-rolled-out",
        "ECS has no record of an attempt to run it, at least in the last hour.",
        "Deploy again, and check the output of Pulumi before the service."]),
    ["unknown",
        "No known cause: \($reason + ($messages | join(" ")) | .[:300] | if . == "" then "ECS gives no reason" else . end)",
        "See the tasks and events of service \($service.serviceName) in the ECS console."]
  ][0] as [$cause, $what, $advice]
| {
    cause: $cause, what: $what, advice: $advice,
    service: $service.serviceName, cluster: ($service.clusterArn | sub(".*/"; "")), wanted: $expected,
    tasks: ($lost | length), task: ($task.taskArn // null | if . then sub(".*/"; "") else . end),
    stopCode: $task.stopCode, stoppedReason: $task.stoppedReason,
    container: $name, exitCode: $ended.exitCode, reason: $ended.reason,
    healthCheck: (if $group.HealthCheckPath then
        {path: $group.HealthCheckPath, port: $port, expects: $group.Matcher.HttpCode, answer: $health} else null end),
    alarms: ($on | map({name, state, reason})), events: $messages,
    log: (if $name and ($ended.exitCode != null or $task.startedAt) and $log["awslogs-stream-prefix"] then
        {group: $log["awslogs-group"], stream: "\($log["awslogs-stream-prefix"])/\($name)/\($task.taskArn | sub(".*/"; ""))"}
        else {group: null, stream: null} end)
  }'
